import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Shows the page where there is something to show it on; the address is printed anyway. */
export function openBrowser(page: string): void {
  const { protocol } = new URL(page);
  const isScreen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!isScreen || (protocol !== 'https:' && protocol !== 'http:')) return;
  const [command, ...words] = OPENERS[process.platform] ?? ['xdg-open'];
  const running = spawn(command, [...words, page], { stdio: 'ignore', detached: true });
  running.on('error', () => undefined);
  running.unref();
}
