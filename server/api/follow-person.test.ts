import { expect, it, vi } from 'vitest';
import type { PersonActor } from '~/server/teams/model/actor';
import { ADA, personWith } from '~/server/teams/testing/people';
import { followPerson } from './follow-person';

function world(first: PersonActor | undefined) {
  const listeners = new Set<() => void>();
  let now: PersonActor | undefined = first;
  let hold: Promise<void> | undefined;
  const onLost = vi.fn();
  const signal = {
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    onLost,
    listeners,
    change: (next: PersonActor | undefined) => {
      now = next;
      for (const listener of listeners) listener();
    },
    holdBack: (until: Promise<void>) => {
      hold = until;
    },
    follow: () =>
      followPerson({
        person: async () => {
          const found = now;
          await hold;
          return found;
        },
        signal,
        onLost,
      }),
  };
}

it.each<[string, PersonActor | undefined]>([
  ['they are out', undefined],
  ['they hold less', personWith('viewer')],
  ['they hold nothing', { ...ADA, rights: [] }],
])('ends the socket when %s', async (_what, next) => {
  const { follow, change, onLost, listeners } = world(ADA);
  await follow();
  change(next);
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1));
  expect(listeners.size).toBe(0);
});

it('keeps it when someone else changed', async () => {
  const { follow, change, onLost } = world(ADA);
  const stop = await follow();
  change({ ...ADA });
  await new Promise((resolve) => setImmediate(resolve));
  expect(onLost).not.toHaveBeenCalled();
  stop?.();
});

it('hears of a change while they are first looked up', async () => {
  const { follow, change, onLost, holdBack } = world(ADA);
  let go = () => {};
  holdBack(
    new Promise((resolve) => {
      go = resolve;
    }),
  );
  const following = follow();
  change({ ...ADA, rights: [] });
  go();
  await following;
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1));
});

it('follows nobody, and leaves nothing behind', async () => {
  const { follow, listeners } = world(undefined);
  expect(await follow()).toBeUndefined();
  expect(listeners.size).toBe(0);
});

it('ends the socket when the first of the grants ends', async () => {
  const [grant] = ADA.rights;
  const soon = new Date(Date.now() + 20).toISOString();
  const { follow, onLost } = world({ ...ADA, rights: grant ? [grant, { ...grant, expiresAt: soon }] : [] });
  await follow();
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledTimes(1));
});
