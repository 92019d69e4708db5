import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { BusinessFrame } from './shell/business-frame.tsx';
import { NotHere, PageProblem } from './shell/not-here.tsx';

/** What an address may carry after its question mark; every value is text and may be missing. */
type Search = Record<string, string | undefined>;

function textSearch(search: Record<string, unknown>): Search {
  return Object.fromEntries(
    Object.entries(search)
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([key, value]) => [key, String(value)]),
  );
}

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  notFoundComponent: NotHere,
  errorComponent: PageProblem,
  validateSearch: textSearch,
});

const door = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./scenes/door/front-page.tsx'), 'FrontPage'),
});
const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  component: lazyRouteComponent(() => import('./scenes/door/start-page.tsx'), 'StartPage'),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./scenes/door/sign-in.tsx'), 'SignIn'),
});

const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  component: lazyRouteComponent(() => import('./scenes/door/set-password.tsx'), 'SetPassword'),
});

const business = createRoute({
  getParentRoute: () => root,
  path: '/b/$business',
  component: BusinessFrame,
  notFoundComponent: NotHere,
});

/** A room's own address leads to its first page. */
function leadsTo<P extends string>(path: P, first: string) {
  return createRoute({
    getParentRoute: () => business,
    path,
    beforeLoad: ({ params }) => {
      const { business: slug = '' } = params as { business?: string };
      throw redirect({ to: `/b/${slug}${first}` as '/', replace: true });
    },
  });
}

// One line per scene. The address names the room: /chase/round is scenes/chase/round-scene.tsx.
const today = createRoute({
  getParentRoute: () => business,
  path: '/today',
  component: lazyRouteComponent(() => import('./scenes/today/today-scene.tsx'), 'TodayScene'),
});
const round = createRoute({
  getParentRoute: () => business,
  path: '/chase/round',
  component: lazyRouteComponent(() => import('./scenes/chase/round-scene.tsx'), 'RoundScene'),
});
const outbox = createRoute({
  getParentRoute: () => business,
  path: '/chase/outbox',
  component: lazyRouteComponent(() => import('./scenes/chase/outbox-scene.tsx'), 'OutboxScene'),
});
const discuss = createRoute({
  getParentRoute: () => business,
  path: '/discuss',
  component: lazyRouteComponent(() => import('./scenes/discuss/discuss-scene.tsx'), 'DiscussScene'),
});
const settings = createRoute({
  getParentRoute: () => business,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('./scenes/settings/settings-scene.tsx'),
    'SettingsScene',
  ),
});

const customers = createRoute({
  getParentRoute: () => business,
  path: '/customers',
  component: lazyRouteComponent(
    () => import('./scenes/customer/customers-scene.tsx'),
    'CustomersScene',
  ),
});
const customer = createRoute({
  getParentRoute: () => business,
  path: '/customers/$customer',
  component: lazyRouteComponent(
    () => import('./scenes/customer/customer-scene.tsx'),
    'CustomerScene',
  ),
});
const statement = createRoute({
  getParentRoute: () => business,
  path: '/customers/$customer/statement',
  component: lazyRouteComponent(
    () => import('./scenes/bill/statement-scene.tsx'),
    'StatementScene',
  ),
});
const invoices = createRoute({
  getParentRoute: () => business,
  path: '/bill/invoices',
  component: lazyRouteComponent(() => import('./scenes/bill/invoices-scene.tsx'), 'InvoicesScene'),
});
const invoice = createRoute({
  getParentRoute: () => business,
  path: '/bill/invoices/$invoice',
  component: lazyRouteComponent(() => import('./scenes/bill/invoice-scene.tsx'), 'InvoiceScene'),
});
const policies = createRoute({
  getParentRoute: () => business,
  path: '/chase/policies',
  component: lazyRouteComponent(
    () => import('./scenes/policy/policies-scene.tsx'),
    'PoliciesScene',
  ),
});
const policy = createRoute({
  getParentRoute: () => business,
  path: '/chase/policies/$policy',
  component: lazyRouteComponent(() => import('./scenes/policy/policy-scene.tsx'), 'PolicyScene'),
});
const importFile = createRoute({
  getParentRoute: () => business,
  path: '/settle/import',
  component: lazyRouteComponent(() => import('./scenes/settle/import-scene.tsx'), 'ImportScene'),
});

const charges = createRoute({
  getParentRoute: () => business,
  path: '/bill/charges',
  component: lazyRouteComponent(() => import('./scenes/charge/charges-scene.tsx'), 'ChargesScene'),
});
const law = createRoute({
  getParentRoute: () => business,
  path: '/law',
  component: lazyRouteComponent(() => import('./scenes/charge/law-scene.tsx'), 'LawScene'),
});
const lawOf = createRoute({
  getParentRoute: () => business,
  path: '/law/$pack',
  component: lazyRouteComponent(() => import('./scenes/charge/law-scene.tsx'), 'LawScene'),
});

const receiptsToMatch = createRoute({
  getParentRoute: () => business,
  path: '/settle/receipts',
  component: lazyRouteComponent(
    () => import('./scenes/settle/receipts-scene.tsx'),
    'ReceiptsScene',
  ),
});

const tree = root.addChildren([
  door,
  start,
  signIn,
  setPassword,
  business.addChildren([
    leadsTo('/', '/today'),
    leadsTo('/bill', '/bill/invoices'),
    leadsTo('/chase', '/chase/round'),
    leadsTo('/settle', '/settle/import'),
    today,
    round,
    outbox,
    discuss,
    settings,
    customers,
    customer,
    statement,
    invoices,
    invoice,
    policies,
    policy,
    importFile,
    charges,
    law,
    lawOf,
    receiptsToMatch,
  ]),
]);

/** The console's addresses. Scenes are loaded when they are first opened. */
export function createConsoleRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    scrollRestoration: true,
    // Search values are plain text: ?asOf=2026-11-24, never JSON.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const set = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
      const text = new URLSearchParams(set.map(([key, value]) => [key, String(value)])).toString();
      return text === '' ? '' : `?${text}`;
    },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
