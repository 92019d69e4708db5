import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './theme/tokens.css';
import './theme/base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query.ts';
import { createConsoleRouter } from './routes.tsx';
import { cssVariables, theme } from './theme/theme.ts';

// Browsers that have no Temporal of their own yet.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');

const queries = createQueryClient(() => {
  const { pathname, search } = window.location;
  if (!pathname.startsWith('/b/')) return;
  void router.navigate({ to: '/sign-in', search: { next: pathname + search } });
});
const router = createConsoleRouter(queries);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
