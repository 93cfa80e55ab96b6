/** Longest wait for a quiet moment, in milliseconds, once everything of the page has come. */
const AT_MOST_MS = 2000;

/** Settles when all that the page itself loads has come and the browser has nothing else to do: for what nobody waits for. */
export async function whenPageIsQuiet(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise<void>((resolve) => window.addEventListener('load', () => resolve(), { once: true }));
  }
  // Safari has no idle callbacks (https://caniuse.com/requestidlecallback)
  if (!('requestIdleCallback' in window)) return;
  await new Promise<void>((resolve) => window.requestIdleCallback(() => resolve(), { timeout: AT_MOST_MS }));
}
