import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { getRequestListener } from '@hono/node-server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { buildApp } from '../../server/app.ts';
import type { Config } from '../../server/platform/index.ts';
import { type TestPlatform, testPlatform } from '../../server/platform/testing.ts';
import { startBrowser } from './chromium.ts';
import { buildConsole } from './console-build.ts';

// A browser on a busy machine takes its time; what is waited for is always a condition.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const OUT = join(import.meta.dirname, '../.out');

/** The whole program with a browser before it, for trials of what a person sees and does. */
export interface House {
  url: string;
  platform: TestPlatform;
  /** A browser of its own, without a session; `phone` is 390 wide. */
  visitor(look?: Look): Promise<Page>;
  close(): Promise<void>;
}

export interface Look {
  dark?: boolean;
  phone?: boolean;
}

/** Starts the real server on a free port with a database of its own, and Chromium. */
export async function openHouse(
  options: { now?: string; config?: Partial<Config> } = {},
): Promise<House> {
  await buildConsole();
  const platform = await testPlatform(options);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settled = { ...platform, config: { ...platform.config, publicUrl: url } };
  const listener = getRequestListener(buildApp(settled).fetch, { overrideGlobalObjects: false });
  server.on('request', (request, response) => void listener(request, response));
  const browser = await startBrowser();
  return {
    url,
    platform: settled,
    visitor: async (look = {}) => open(await contextFor(browser, url, look)),
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function contextFor(browser: Browser, url: string, look: Look): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    colorScheme: look.dark ? 'dark' : 'light',
    viewport: look.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
}

/** A page that fails its trial when something on it fails: an exception or an error it logs. */
async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${error.message}\n${error.stack ?? ''}`));
  page.on('console', (message) => {
    // An answer that is not a success is the page's own matter: it says so in words. A sandboxed
    // frame that lets no script in keeps the trial's own tools out as well.
    const expected = /Failed to load resource|Blocked script execution in 'about:srcdoc'/;
    if (message.type() === 'error' && !expected.test(message.text())) {
      faults.push(message.text());
    }
  });
  FAULTS.set(page, faults);
  return page;
}

const FAULTS = new WeakMap<Page, string[]>();

/** What went wrong in the page since it was opened. */
export function faultsOf(page: Page): readonly string[] {
  return FAULTS.get(page) ?? [];
}

/** Keeps a picture of what is seen, in trials/.out. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  await page.screenshot({ path: join(OUT, `${name}.png`), fullPage: true });
}

/**
 * Holds a scene to what every scene owes: in light and dark axe finds nothing serious, a phone
 * shows it without scrolling sideways, nothing failed in the page. Leaves it light and wide.
 */
export async function sceneIsSound(page: Page, name: string): Promise<void> {
  // A colour on its way from one to the other is no colour anybody reads.
  await page.addStyleTag({ content: '*, ::before, ::after { transition: none !important }' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    await expectAccessible(page, `${name}, ${colorScheme}`);
    await picture(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const wide = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), {
      message: `${name} must not scroll sideways on a phone`,
    })
    .toBeLessThanOrEqual(390);
  await picture(page, `${name}-phone`);
  await expectAccessible(page, `${name}, phone`);
  await page.setViewportSize(wide);
  expect(faultsOf(page), name).toEqual([]);
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[sandbox]').analyze();
  const grave = violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${node.html}\n  ${node.failureSummary ?? ''}`),
    );
  expect(grave, `axe on ${what}`).toEqual([]);
}
