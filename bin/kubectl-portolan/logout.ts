import { endSession } from './end-session';
import { hubOf, keepHub, readHubs } from './kept-hubs';
import { locked } from './locked';
import { messageOf, say } from './say';
import { takeOptions } from './take-options';

/** `logout`: forgets what speaks for one here, then ends it at the hub; a token of the API stays what it is. */
export async function logout(words: string[]): Promise<void> {
  const { server, ca, token } = hubOf(takeOptions(words, 'server').options.server);
  const failed = await locked(async () => {
    // as it is now: another process may have renewed it
    const { session } = readHubs().hubs[server] ?? {};
    keepHub(server, { ca });
    return session && endSession({ server, ca }, session).then(() => undefined, messageOf);
  });
  if (token) return say(`signed out of ${server}; to end the token itself, take it back on the account page`);
  if (failed !== undefined)
    throw new Error(`forgotten here, but not ended at the hub: ${failed}; end the session on the account page`);
  say(`signed out of ${server}`);
}
