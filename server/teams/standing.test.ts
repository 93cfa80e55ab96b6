import { describe, expect, it } from 'vitest';
import type { PersonActor } from './model/actor';
import { standingOf } from './standing';
import { ADA } from './testing/people';

/** A hub whose clock and answers the test sets. */
function world() {
  const hub: { ms: number; person: PersonActor | undefined; token: PersonActor | undefined; asked: string[] } = {
    ...{ ms: 0, person: { ...ADA, rights: [] }, token: undefined, asked: [] },
  };
  const answer = (asked: string, found: PersonActor | undefined) => {
    hub.asked.push(asked);
    return found;
  };
  const standing = standingOf({
    people: { find: async (id) => answer(`person ${id}`, hub.person) },
    tokens: { again: async (id) => answer(`token ${id}`, hub.token) },
    clock: { now: () => new Date(hub.ms), monotonic: () => hub.ms },
  });
  return { hub, standing };
}

describe('standingOf', () => {
  it('answers with the rights of now, for what is being done', async () => {
    const { standing } = world();
    const actor: PersonActor = { ...ADA, action: 'objects.act', session: 's' };
    expect(await standing.now(actor)).toMatchObject({ rights: [], action: 'objects.act', session: 's' });
  });

  it('looks again after half a second, and once for all who ask meanwhile', async () => {
    const { hub, standing } = world();
    await Promise.all([standing.now(ADA), standing.now(ADA)]);
    hub.ms = 499;
    expect(await standing.now(ADA)).toBeDefined();
    expect(hub.asked).toHaveLength(1);
    hub.person = undefined;
    hub.ms = 500;
    expect(await standing.now(ADA)).toBeUndefined();
  });

  it('knows nobody by what was seen of someone else', async () => {
    const { hub, standing } = world();
    await standing.now(ADA);
    hub.person = undefined;
    expect(await standing.now({ ...ADA })).toBeUndefined();
  });

  it('asks after the token that speaks for a person', async () => {
    const { hub, standing } = world();
    expect(await standing.now({ ...ADA, token: { id: 't', name: 'ci' } })).toBeUndefined();
    expect(hub.asked).toEqual(['token t']);
  });
});
