import { describe, expect, it } from 'vitest';
import { reviewAccess, reviewRules } from '~/server/kube/probe/access-reviews';
import { probeMember } from '~/server/kube/probe/probe-member';
import { namespaces } from './samples';
import { HUB, type World } from './world';

/** Discovery, access reviews and the probe. */
export function selfContract(world: World): void {
  describe('what a member says of itself', () => {
    it('lists every kind with its scope, short names and subresources', async () => {
      const { kinds, gaps } = await world.client.discover();
      const find = (plural: string, group = '') => kinds.find((kind) => kind.plural === plural && kind.group === group);
      expect(gaps).toEqual([]);
      expect(find('pods')).toMatchObject({
        version: 'v1',
        kind: 'Pod',
        namespaced: true,
        shortNames: ['po'],
        categories: ['all'],
      });
      expect(find('pods')?.subresources).toContain('status');
      expect(find('nodes')).toMatchObject({ namespaced: false, shortNames: ['no'] });
      expect(find('deployments', 'apps')).toMatchObject({
        version: 'v1',
        kind: 'Deployment',
        verbs: expect.arrayContaining(['list', 'watch', 'patch']),
      });
      expect(find('deployments', 'apps')?.subresources.toSorted()).toEqual(['scale', 'status']);
    });

    it('answers what somebody may do', async () => {
      const secrets = { verb: 'list', group: '', resource: 'secrets', namespace: world.namespace };
      const viewer = world.connect(world.target.viewer);
      expect(await reviewAccess(world.connection, HUB, secrets)).toMatchObject({ allowed: true });
      expect(await reviewAccess(viewer, HUB, secrets)).toMatchObject({ allowed: false });
      const everything = expect.objectContaining({ verbs: ['*'], groups: ['*'], resources: ['*'] });
      expect((await reviewRules(world.connection, HUB, world.namespace)).resources).toContainEqual(everything);
      expect((await reviewRules(viewer, HUB, world.namespace)).resources).not.toContainEqual(everything);
    });

    it('is probed: version, readiness, identity, certificates, clock and its own id', async () => {
      const { metadata } = await world.client.get(namespaces, { name: 'kube-system' });
      const probe = await probeMember(world.connection);
      expect(probe).toMatchObject({
        reachable: true,
        version: expect.stringMatching(/^v1\.\d+\.\d+/),
        latencyMs: expect.any(Number),
        ready: true,
        failingChecks: [],
        clusterUid: metadata.uid,
        clockSkewMs: 0,
        unknown: [],
      });
      // behind an agent there is no certificate that the hub could see, and its credential cannot be read
      if (world.target.admin.credential.kind === 'agent') expect(probe).not.toHaveProperty('serverCertificate');
      else
        expect(probe).toMatchObject({
          identity: { user: 'kubernetes-admin', groups: expect.arrayContaining(['system:masters']) },
          serverCertificate: { notAfter: expect.any(Date), fingerprint: expect.stringMatching(/^[0-9A-F:]{95}$/) },
          clientCertificate: { notAfter: expect.any(Date) },
        });
    });
  });
}
