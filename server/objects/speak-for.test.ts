import { describe, expect, it } from 'vitest';
import type { MemberClient } from '~/server/kube/member-client';
import type { Action } from '~/server/teams/model/action';
import type { PersonActor } from '~/server/teams/model/actor';
import { holdsEverywhere } from '~/server/teams/model/can';
import { ADA, personWith } from '~/server/teams/testing/people';
import { speakFor } from './speak-for';

const PODS = { group: '', version: 'v1', plural: 'pods' };
const AT = { namespace: 'shop', name: 'x' };

/** A hub that knows of its people what the test says. */
function world() {
  const hub: { person: PersonActor | undefined; sent: number; asked: number } = { person: ADA, sent: 0, asked: 0 };
  const member = { name: 'one', get: async () => ({}), delete: async () => ++hub.sent } as unknown as MemberClient;
  const clientFor = speakFor({
    open: async () => member,
    inPerson: async () => undefined,
    sights: { of: async (rights, action) => (holdsEverywhere(rights, action) ? 'all' : new Map()) },
    standing: {
      now: async () => {
        hub.asked++;
        return hub.person;
      },
    },
  });
  return { hub, clientFor: (action: Action) => clientFor('one', { ...ADA, action }) };
}

describe('a client that speaks for a person', () => {
  it.each([
    ['is disabled', undefined],
    ['has lost the role', personWith('viewer')],
  ])('writes nothing more once the person %s', async (_what, person) => {
    const { hub, clientFor } = world();
    const client = await clientFor('objects.act');
    await client.delete(PODS, AT);
    hub.person = person;
    await expect(client.delete(PODS, AT)).rejects.toMatchObject({ failure: { kind: 'forbidden' } });
    await expect(clientFor('objects.act')).rejects.toMatchObject({ failure: { kind: 'forbidden' } });
    expect(hub.sent).toBe(1);
  });

  it('reads within the rights of its request, without a look at the person', async () => {
    const { hub, clientFor } = world();
    await (await clientFor('objects.get')).get(PODS, AT);
    expect(hub.asked).toBe(0);
  });
});
