import { chromium } from '@playwright/test';
import type { BenchHub } from '../programs';

/** A usual line: without one, what is loaded later is there before React has done anything. */
const LINE = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };

export type ScriptSizes = { page: string; first: number; lazy: number };

/** Kilobytes of script as they came over the wire, in a browser that knows nothing yet: until the first row answers, and after. */
export async function measureScripts(hub: BenchHub, pages: string[]): Promise<ScriptSizes[]> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const sizes: ScriptSizes[] = [];
  for (const path of pages) {
    const context = await browser.newContext();
    await context.addCookies([{ name: 'portolan', value: hub.token, url: hub.origin }]);
    const page = await context.newPage();
    await (await context.newCDPSession(page)).send('Network.emulateNetworkConditions', LINE);
    await page.goto(`${hub.origin}/${path}`, { waitUntil: 'commit' });
    const readyAt = await page.evaluate(whenRowAnswers);
    await page.waitForLoadState('networkidle');
    const [first = 0, all = 0] = await Promise.all(
      [readyAt, Number.MAX_VALUE].map((until) => page.evaluate(scriptKilobytes, until)),
    );
    sizes.push({ page: path, first, lazy: all - first });
    await context.close();
  }
  await browser.close();
  return sizes;
}

/** React leaves its mark on an element when it has taken it over: from then on a click does something. */
function whenRowAnswers(): Promise<number> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const row = document.querySelector('tbody tr[aria-rowindex]');
      if (!row || !Object.keys(row).some((key) => key.startsWith('__reactProps'))) return;
      clearInterval(timer);
      resolve(performance.now());
    }, 1);
  });
}

/** What had come whole by then. */
function scriptKilobytes(until: number): number {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const scripts = entries.filter((entry) => new URL(entry.name).pathname.endsWith('.js') && entry.responseEnd <= until);
  return scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1024;
}
