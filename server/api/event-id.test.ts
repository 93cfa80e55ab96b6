import { expect, it } from 'vitest';
import { createLiveHub } from '~/server/live/live-hub';
import { EVERYWHERE } from '~/server/teams/model/grant';
import type { Rights } from '~/server/teams/model/rights';
import { boundEventId, continueFrom } from './event-id';

const held = (id: string): Rights => [
  { id, role: 'viewer', actions: ['clusters.list'], scope: EVERYWHERE, team: null, expiresAt: null },
];

it('continues where someone was under the same rights, and nowhere under others', () => {
  const bound = boundEventId('epoch:7', held('one'));
  expect(continueFrom(bound, held('one'))).toBe('epoch:7');
  expect(continueFrom(undefined, held('one'))).toBeUndefined();
  for (const foreign of [held('two'), []]) expect(continueFrom(bound, foreign)).not.toBe('epoch:7');
  expect(continueFrom('epoch:7', held('one'))).not.toBe('epoch:7');
});

it('begins with a resync when the rights were others, though nothing has happened since', async () => {
  const live = createLiveHub();
  const bound = boundEventId(live.lastEventId(), held('one'));
  const closing = new AbortController();
  const batches = live.subscribe(continueFrom(bound, held('two')), closing.signal);
  expect((await batches.next()).value).toMatchObject({ kind: 'resync' });
  closing.abort();
});
