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
 * Follows the person behind an open socket: ends it when they are out or their rights are others than when it opened, so
 * that the browser opens a new one under the rights of now. Returns what stops following.
 */
export async function followPerson({ person, signal, onLost }: Followed): Promise<() => void> {
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
  // what cannot be looked up now is not known to hold
  const look = () => person().then((now) => !stopped && !isSame(now, first) && lose(), lose);
  const unlisten = signal.onChange(() => void look());
  const timer = setInterval(() => void look(), LOOK_AGAIN_MS);
  const first = await person().catch(() => undefined);
  if (first) expiry = setTimeout(lose, Math.min(untilExpiry(first), MAX_TIMEOUT_MS));
  else lose();
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
