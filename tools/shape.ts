import { posix } from 'node:path';
import { type Fault, type Import, readSources, type Source } from './source.ts';

/** The life of a receivable: the rooms of every floor. */
const verbs = ['agree', 'bill', 'charge', 'chase', 'discuss', 'escalate', 'foresee', 'settle'];
const verb = `(?:${verbs.join('|')})`;

/** The order inside the core: a room imports only rooms before it. */
const coreOrder: Readonly<Record<string, readonly string[]>> = {
  base: [],
  ledger: ['base'],
  receivable: ['base', 'ledger'],
  law: ['base', 'ledger', 'receivable'],
  wording: ['base', 'ledger', 'receivable'],
};

/** Packages the core may use: they do no I/O and run in a browser. */
const corePackages = ['liquidjs', 'intl-messageformat'];

interface Arrow {
  name: string;
  /** Why, in words for whoever broke it. */
  because: string;
  /** Whether the arrow is wrong; `to` is a path of the project or the name of a package. */
  wrong(from: string, to: string, how: Import): boolean;
}

const isPackage = (to: string) => !to.includes('/') || to.startsWith('@') || to.startsWith('node:');
const roomOf = (path: string, floor: string) =>
  new RegExp(`^${floor}/([a-z-]+)/`).exec(path)?.[1] ?? null;

/** Who may import whom. Tests and trials may reach everywhere. */
export const arrows: readonly Arrow[] = [
  {
    name: 'core-imports-only-core',
    because: 'the core is pure: no I/O, and it runs in a browser too',
    wrong: (from, to) =>
      from.startsWith('core/') &&
      (isPackage(to) ? !corePackages.includes(to.split('/')[0] ?? '') : !to.startsWith('core/')),
  },
  {
    name: 'core-packages-only-in-wording',
    because: 'the libraries of the core belong to its wording',
    wrong: (from, to) => /^core\/(?!wording\/)/.test(from) && isPackage(to),
  },
  {
    name: 'core-rooms-in-order',
    because: 'base, then ledger, then receivable, then law and wording, then the verbs',
    wrong: (from, to) => {
      const room = roomOf(from, 'core');
      const other = roomOf(to, 'core');
      if (room === null || other === null || room === other) return false;
      const allowed = coreOrder[room] ?? Object.keys(coreOrder);
      return !verbs.includes(other) && !allowed.includes(other);
    },
  },
  {
    name: 'core-spine-knows-no-verb',
    because: 'what the verbs share lies below them',
    wrong: (from, to) =>
      (roomOf(from, 'core') ?? '') in coreOrder && verbs.includes(roomOf(to, 'core') ?? ''),
  },
  {
    name: 'no-verb-imports-another-verb',
    because: 'what two verbs share moves to the spine, what happens across them is a round',
    wrong: (from, to) =>
      ['core', 'server'].some((floor) => {
        const room = roomOf(from, floor) ?? '';
        const other = roomOf(to, floor) ?? '';
        return verbs.includes(room) && verbs.includes(other) && room !== other;
      }),
  },
  {
    name: 'server-verb-imports-core-platform-and-ports',
    because: 'a verb of the server stands on the core, the platform and the ports alone',
    wrong: (from, to) =>
      new RegExp(`^server/${verb}/`).test(from) &&
      !isPackage(to) &&
      !/^(core\/|templates\/|policies\/|law\/|culture\/)/.test(to) &&
      !/^server\/(platform|receivable)\//.test(to) &&
      !/^adapters\/[a-z]+\/port\.ts$/.test(to) &&
      !new RegExp(`^server/${roomOf(from, 'server')}/`).test(to),
  },
  {
    name: 'platform-knows-no-room-above-it',
    because: 'everything stands on the platform, so it stands on the core alone',
    wrong: (from, to) =>
      from.startsWith('server/platform/') &&
      /^(server\/(?!platform\/)|adapters|portal|cli)/.test(to),
  },
  {
    name: 'adapters-import-ports-and-core',
    because: 'an adapter knows the outside world and its port, nothing of the house',
    wrong: (from, to) =>
      from.startsWith('adapters/') && !isPackage(to) && !/^(adapters|core)\//.test(to),
  },
  {
    name: 'portal-and-cli-use-what-rooms-export',
    because: 'they call commands and queries through the index of a room',
    wrong: (from, to) =>
      /^(portal|cli)\//.test(from) &&
      to.startsWith('server/') &&
      !/^server\/([a-z-]+\/)+(index|api)\.ts$/.test(to) &&
      !/^server\/(main|app)\.ts$/.test(to),
  },
  {
    name: 'console-takes-types-only-from-the-server',
    because: 'the console talks to the server over HTTP',
    wrong: (from, to, how) =>
      from.startsWith('console/') &&
      !isPackage(to) &&
      !/^(console|core)\//.test(to) &&
      !(how.typeOnly && /^server\/.*[/-]api\.ts$/.test(to)),
  },
  {
    name: 'rooms-are-entered-by-their-index',
    because: "a room's index.ts (or a smaller room's within it) is all that others may import",
    wrong: (from, to) => {
      const room =
        /^(core\/[a-z-]+|server\/(?!platform\/)[a-z-]+|adapters\/[a-z]+\/[a-z-]+)\//.exec(to);
      if (!room?.[1] || from.startsWith(`${room[1]}/`)) return false;
      return !/\/(index|port|([a-z-]+-)?api)\.ts$/.test(to);
    },
  },
];

/** Every import that goes against the arrows. */
export function checkShape(sources: readonly Source[] = readSources()): Fault[] {
  const faults: Fault[] = [];
  for (const source of sources) {
    if (/\.(test|property\.test)\.tsx?$|^(trials|bench|tools)\//.test(source.path)) continue;
    for (const how of source.imports) {
      const to = resolveImport(source.path, how.from);
      for (const arrow of arrows) {
        if (!arrow.wrong(source.path, to, how)) continue;
        const message = `imports ${how.from}, but ${arrow.because}`;
        faults.push({ path: source.path, line: how.line, rule: arrow.name, message });
      }
    }
  }
  return faults;
}

function resolveImport(path: string, from: string): string {
  if (!from.startsWith('.')) return from.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1');
  return posix.join(posix.dirname(path), from.replace(/\?.*$/, ''));
}
