import { afterEach, expect, it, vi } from 'vitest';
import { whenPageIsQuiet } from './when-page-is-quiet';

afterEach(() => vi.unstubAllGlobals());

type Idle = (done: () => void) => void;

function page(readyState: DocumentReadyState, requestIdleCallback?: Idle) {
  const events = new EventTarget();
  vi.stubGlobal('document', { readyState });
  vi.stubGlobal('window', Object.assign(events, requestIdleCallback && { requestIdleCallback }));
  return { load: () => events.dispatchEvent(new Event('load')) };
}

it('waits for the load of the page, then for a quiet moment', async () => {
  const steps: string[] = [];
  const { load } = page('interactive', (done) => {
    steps.push('idle');
    done();
  });
  const quiet = whenPageIsQuiet().then(() => steps.push('quiet'));
  await Promise.resolve();
  expect(steps).toEqual([]);
  steps.push('load');
  load();
  await quiet;
  expect(steps).toEqual(['load', 'idle', 'quiet']);
});

it('goes on at once where the page has loaded and the browser knows no idle callbacks', async () => {
  page('complete');
  await expect(whenPageIsQuiet()).resolves.toBeUndefined();
});
