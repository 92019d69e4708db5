import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { openHouse } from './harness.ts';

test('picture', async () => {
  const house = await openHouse({ now: '2026-11-24T08:40:00Z' });
  try {
    const page = await house.visitor();
    await page.goto('/');
    await page.getByRole('button', { name: 'Look around in a demo business' }).click();
    await page.waitForURL(/today|\/b|demo|businesses|\/[a-z-]+$/, { timeout: 90_000 });
    await page.waitForLoadState('networkidle');
    mkdirSync('docs/pictures', { recursive: true });
    console.log(page.url());
    await page.screenshot({ path: '/tmp/today.png' });
    await page.screenshot({ path: '/tmp/today-full.png', fullPage: true });
  } finally {
    await house.close();
  }
});
