import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { messageOf } from './say';

/** `access` speaks for the person `until` then (ms since 1970); `refresh` renews it, once. */
export type Session = { access: string; refresh: string; until: number };
/** What is kept of a hub: a session or a token while signed in, and the authority that its certificate is signed by (PEM). */
export type KeptHub = { ca?: string | undefined; session?: Session | undefined; token?: string | undefined };
export type Hub = KeptHub & { server: string };
type Kept = { current?: string | undefined; hubs: Record<string, KeptHub> };

const folder = () => path.join(process.env['XDG_CONFIG_HOME'] || path.join(homedir(), '.config'), 'portolan');
export const fileOfHubs = (): string => path.join(folder(), 'hubs.json');

export function makeFolder(): void {
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
}

export function readHubs(): Kept {
  try {
    return JSON.parse(readFileSync(fileOfHubs(), 'utf8')) as Kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { current: undefined, hubs: {} };
    throw new Error(`${fileOfHubs()} cannot be read: ${messageOf(error)}`);
  }
}

/** Written beside it and renamed: a plug-in that runs at the same moment reads the old or the new, never half of it. */
function writeHubs(hubs: Kept): void {
  const file = fileOfHubs();
  const next = `${file}.${process.pid}`;
  makeFolder();
  writeFileSync(next, `${JSON.stringify(hubs, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, file);
}

const isSignedIn = ({ session, token }: KeptHub) => Boolean(token || session);

/** The hub of this address, or the current one; throws a sentence where nobody is signed in there. */
export function hubOf(server?: string): Hub {
  const { current, hubs } = readHubs();
  const name = server ?? current;
  const hub = name === undefined ? undefined : hubs[name];
  if (name !== undefined && hub && isSignedIn(hub)) return { server: name, ...hub };
  throw new Error(`not signed in${name ? ` at ${name}` : ''}: ${loginAt(name ?? 'https://HUB:3443')}`);
}

export const loginAt = (server: string): string => `kubectl portolan login --server ${server}`;

/** Keeps of one hub what is given, and makes it the current one; where nobody is signed in any more, another one is. */
export function keepHub(server: string, hub: KeptHub): void {
  const { current, hubs } = readHubs();
  const next = { ...hubs, [server]: hub };
  const isLeft = current === server && !isSignedIn(hub);
  const other = isLeft ? Object.keys(next).find((name) => isSignedIn(next[name] ?? {})) : current;
  writeHubs({ current: isSignedIn(hub) ? server : other, hubs: next });
}
