import { describe, expect, it } from 'vitest';
import { Secret } from '~/server/kernel/secret';
import { createMemberClient } from '~/server/kube/create-member-client';
import { nodes } from './samples';
import { failureOf, HUB, type World } from './world';

/** The texts and reasons by which people understand a refusal. */
export function refusalContract(world: World): void {
  describe('a refusal', () => {
    it('says who may not do what, also for somebody impersonated', async () => {
      const text = (user: string) =>
        `nodes is forbidden: User "${user}" cannot list resource "nodes" in API group "" at the cluster scope`;
      const viewer = createMemberClient(world.connect(world.target.viewer), HUB);
      expect(await failureOf(viewer.list(nodes, {}))).toMatchObject({
        status: 403,
        reason: 'Forbidden',
        detail: text('viewer'),
      });
      const person = createMemberClient(world.connection, {
        kind: 'impersonated',
        user: 'portolan:user:7',
        groups: ['portolan:team:a'],
      });
      expect(await failureOf(person.list(nodes, {}))).toMatchObject({ status: 403, detail: text('portolan:user:7') });
    });

    it('names what exists already and each field that is invalid', async () => {
      await world.make('one');
      expect(await failureOf(world.make('one'))).toMatchObject({
        status: 409,
        reason: 'AlreadyExists',
        detail: 'configmaps "one" already exists',
      });
      const failure = await failureOf(world.make('Not_A_Name'));
      expect(failure).toMatchObject({
        status: 422,
        reason: 'Invalid',
        causes: [{ field: 'metadata.name', reason: 'FieldValueInvalid' }],
      });
    });

    it('tells a wrong token from a missing right', async () => {
      const { credential } = world.target.viewer;
      // the token of an agent is none of the hub's
      if (credential.kind === 'agent') return;
      if (credential.kind !== 'token') throw new Error('the viewer has a token');
      const wrong = { ...world.target.viewer, credential: { ...credential, token: new Secret('wrong') } };
      expect(await failureOf(createMemberClient(world.connect(wrong), HUB).list(nodes, {}))).toMatchObject({
        status: 401,
        reason: 'Unauthorized',
      });
    });

    it('says not found for a kind that is not served', async () => {
      const unknown = { group: 'nobody.test', version: 'v1', plural: 'things' };
      expect(await failureOf(world.client.list(unknown, {}))).toMatchObject({ status: 404, reason: 'NotFound' });
    });

    it('says timeout when the answer is not complete in time', async () => {
      const endless = '/api/v1/namespaces?watch=1&timeoutSeconds=30';
      expect(await failureOf(world.client.raw(endless, { deadlineMs: 300 }))).toMatchObject({
        kind: 'cluster-unreachable',
        reason: 'timeout',
      });
    });
  });
}
