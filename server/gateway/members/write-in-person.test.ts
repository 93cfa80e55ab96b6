import { afterEach, describe, expect, it } from 'vitest';
import { answerJson, startScriptedMember } from '~/server/kube/testing/scripted-member';
import type { MemberWrite } from '~/server/objects/ports';
import type { PersonActor } from '~/server/teams/model/actor';
import { holds } from '~/server/teams/model/can';
import { personWith } from '~/server/teams/testing/people';
import { writesInPerson } from './write-in-person';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const DEPLOYMENTS = { group: 'apps', version: 'v1', plural: 'deployments' };
const AT = { namespace: 'shop', name: 'web' };
const PATCH: MemberWrite = { verb: 'patch', resource: DEPLOYMENTS, at: AT };
const SCALE: MemberWrite = { ...PATCH, at: { ...AT, subresource: 'scale' } };
const BINDING: MemberWrite = {
  ...{ verb: 'create', at: { namespace: 'shop' } },
  resource: { group: 'rbac.authorization.k8s.io', version: 'v1', plural: 'rolebindings' },
};

async function world(person: PersonActor, isInStep = true) {
  const member = await startScriptedMember((_seen, response) =>
    answerJson(response, { kind: 'Deployment', metadata: { name: 'web' } }),
  );
  const connection = member.connect();
  stops.push(member.stop);
  const inPerson = writesInPerson({
    sights: { of: async (rights, action) => (holds(rights, action) ? 'all' : new Map()) },
    isInStep: async () => isInStep,
    connectionOf: async () => connection,
    teamsOf: async () => ['crew'],
  });
  return { member, client: (write: MemberWrite) => inPerson('here', person, write) };
}

describe('a write of the console', () => {
  it('is sent as the person whose kubectl could do the same', async () => {
    const { member, client } = await world(personWith('editor'));
    await (await client(PATCH))?.patch(DEPLOYMENTS, AT, { kind: 'merge', body: {} });
    expect(member.seen.at(-1)?.headers).toMatchObject({
      'impersonate-user': `portolan:user:${personWith('editor').id}`,
      'impersonate-group': 'portolan:team:crew',
    });
  });

  it.each([
    ['restarts what an operator may not edit', personWith('operator'), true, PATCH],
    ['decides access, by one who may not grant', personWith('editor'), true, BINDING],
    ['goes to a member that is not in step with the grants', personWith('editor'), false, PATCH],
    ['is of one who has no rights any more', { ...personWith('editor'), rights: [] }, true, PATCH],
  ])('is left to the hub and its own guard where it %s', async (_what, person, isInStep, write) => {
    expect(await (await world(person, isInStep)).client(write)).toBeUndefined();
  });

  it('is sent as an operator where RBAC has a word for it', async () => {
    expect(await (await world(personWith('operator'))).client(SCALE)).toBeDefined();
  });
});
