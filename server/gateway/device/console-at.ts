import type { Gate } from '~/server/api/gate';

/**
 * Where a person finds the console who uses a machine that came to the https door under this name: at its public address, else
 * under the very name that leads here from where they are, where that is one of the hub's own.
 */
export function consoleAt(
  host: string,
  { publicUrl, port }: { publicUrl: URL | undefined; port: number },
  { origins }: Pick<Gate, 'origins'>,
): string {
  const fallback = `http://localhost:${port}`;
  if (publicUrl) return publicUrl.origin;
  if (!URL.canParse(`https://${host}/`)) return fallback;
  const { origin } = new URL(`http://${new URL(`https://${host}/`).hostname}:${port}`);
  return origins.has(origin) ? origin : fallback;
}
