import type { PersonActor } from '~/server/teams/model/actor';
import type { RightsSignal } from '~/server/teams/watch/rights-signal';

type Followed = {
  /** Who it is now, with the rights of now; undefined when they are out. */
  person(): Promise<PersonActor | undefined>;
  signal: Pick<RightsSignal, 'onChange'>;
  /** Called once, when what the socket shows may be more than they may still see. */
  onLost(): void;
};

/** A session ends without a word when its time is over. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Follows the person behind a socket from before it opens: ends it when they are out or their rights are others than then,
 * so that the browser opens a new one under the rights of now. Resolves, once they are known, to what stops following;
 * undefined for nobody.
 */
export async function followPerson({ person, signal, onLost }: Followed): Promise<(() => void) | undefined> {
  let stopped = false;
  let expiry: NodeJS.Timeout | undefined;
  const stop = () => {
    stopped = true;
    clearTimeout(expiry);
    clearInterval(timer);
    unlisten();
  };
  const lose = () => {
    if (stopped) return;
    stop();
    onLost();
  };
  // heard of from here on: a change while they are first looked up is compared with what was found
  const unlisten = signal.onChange(() => void look());
  const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
  const reading = person();
  const look = async () => {
    // what cannot be looked up now is not known to hold
    const [first, now] = [await reading.catch(() => undefined), await person().catch(() => undefined)];
    if (!isSame(now, first)) lose();
  };
  const first = await reading.catch(() => undefined);
  if (!first) {
    stop();
    return undefined;
  }
  if (!stopped) expiry = setTimeout(lose, untilExpiry(first));
  return stop;
}

const MAX_TIMEOUT_MS = 2 ** 31 - 1;

const isSame = (now: PersonActor | undefined, first: PersonActor | undefined) =>
  now !== undefined && JSON.stringify(now) === JSON.stringify(first);

/** Milliseconds until the first of the grants ends. */
function untilExpiry({ rights }: PersonActor): number {
  const ends = rights.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [Date.parse(expiresAt) - Date.now()]));
  return Math.max(0, Math.min(...ends, MAX_TIMEOUT_MS));
}
