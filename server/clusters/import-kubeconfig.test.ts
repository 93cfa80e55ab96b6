import { expect, it, vi } from 'vitest';
import { systemClock } from '~/server/kernel/clock';
import { Secret } from '~/server/kernel/secret';
import { importKubeconfig } from './import-kubeconfig';
import type { Kubeconfig, MemberFacts, Members } from './ports';
import { memoryRegistry } from './testing/memory-registry';

const NAMES = ['eu', 'us', 'ap', 'sa'];

const facts = (clusterUid: string): MemberFacts => ({
  ...{ version: 'v1.34.1', latencyMs: 1, ready: true, notReady: [], clusterUid, clockSkewMs: 0 },
  ...{ identity: null, serverCertificate: null, credentialExpiresAt: null },
});

const kubeconfig: Kubeconfig = {
  contexts: NAMES.map((name) => ({
    ...{ name, suggestedName: name, server: `https://${name}:6443`, credential: 'token' },
    refusal: name === 'sa' ? { reason: 'exec-plugin', detail: 'the hub runs no programs' } : null,
  })),
  accessOf: (name) => ({ server: `https://${name}:6443`, credential: { kind: 'token', token: new Secret('t') } }),
};

it('registers every usable context and reads the text once for them all', async () => {
  const readKubeconfig = vi.fn(async () => kubeconfig);
  const members: Members = {
    visit: (member, ask) =>
      ask({
        probe: async () => facts(`uid-of-${member.server}`),
        mayI: async (questions) => questions.map(() => true),
        lookAround: async () => ({ count: 0, places: [], environment: null }),
      }),
    checkAddress: async () => undefined,
    readKubeconfig,
  };
  const audit = { intend: async () => 'entry', settle: async () => undefined, abandonBefore: async () => 0 };
  const registry = memoryRegistry();
  const imported = await importKubeconfig({ registry, members, clock: systemClock, audit, changed: vi.fn() }, 'text');
  expect(imported.map(({ context, outcome }) => [context, outcome])).toEqual([
    ['eu', 'registered'],
    ['us', 'registered'],
    ['ap', 'registered'],
    ['sa', 'refused'],
  ]);
  expect((await registry.findByUid('uid-of-https://us:6443'))?.name).toBe('us');
  expect(readKubeconfig).toHaveBeenCalledOnce();
});
