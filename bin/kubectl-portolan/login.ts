import { readFileSync } from 'node:fs';
import { ask } from './ask';
import { endSession } from './end-session';
import { type KeptHub, keepHub, readHubs } from './kept-hubs';
import { locked } from './locked';
import { say } from './say';
import { signIn } from './sign-in';
import { takeOptions } from './take-options';

const STANDARD_INPUT = 0;

/** `login`: signs a person in through their browser, or keeps a token for a machine, once the hub knows either. */
export async function login(words: string[]): Promise<void> {
  const { options, rest } = takeOptions(words, 'server', 'ca', 'token');
  const server = originOf(options.server, rest);
  const before = readHubs().hubs[server];
  const ca = options.ca === undefined ? before?.ca : readFileSync(options.ca, 'utf8');
  const given = options.token === '-' ? readFileSync(STANDARD_INPUT, 'utf8') : options.token;
  const held: KeptHub =
    given === undefined
      ? { ca, session: await signIn({ server, ca }, !rest.includes('--no-browser')) }
      : { ca, token: given.trim() };
  const { name } = await ask<{ name: string }>({ server, ca, token: held.token ?? held.session?.access }, 'teams.me');
  await locked(async () => keepHub(server, held));
  if (before?.session) await endSession({ server, ca }, before.session).catch(() => undefined);
  say(`signed in at ${server} as ${name}`);
}

function originOf(server: string | undefined, rest: string[]): string {
  const unknown = rest.find((word) => word !== '--no-browser');
  if (!server || unknown)
    throw new Error(`login needs --server https://HUB:3443${unknown ? `, and knows no ${unknown}` : ''}`);
  const { origin, protocol } = new URL(server);
  if (protocol !== 'https:') throw new Error('people and tokens sign in over https alone');
  return origin;
}
