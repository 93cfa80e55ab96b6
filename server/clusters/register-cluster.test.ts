import { describe, expect, it } from 'vitest';
import type { Intent, Outcome } from '~/server/audit/model/intent';
import type { AuditTrail } from '~/server/audit/ports';
import { type ClusterFailure, DomainError, failureOf } from '~/server/kernel/failure';
import { Secret } from '~/server/kernel/secret';
import { ADA } from '~/server/teams/testing/people';
import { rotateCredential, setClusterState } from './change-cluster';
import { Registration } from './model/registration';
import type { MemberFacts, Members } from './ports';
import { type RegistryDeps, registerCluster } from './register-cluster';
import { previewRemoval, removeCluster } from './remove-cluster';
import { testConnection } from './test-connection';
import { memoryRegistry } from './testing/memory-registry';
import { registryContract } from './testing/registry-contract';

const NOW = new Date('2026-11-24T00:00:00Z');
const FACTS: MemberFacts = {
  version: 'v1.34.1',
  latencyMs: 3,
  ready: true,
  notReady: [],
  clusterUid: 'uid-1',
  clockSkewMs: 0,
  identity: { user: 'system:serviceaccount:portolan:hub', groups: [] },
  serverCertificate: { expiresAt: new Date('2027-11-24T00:00:00Z'), fingerprint: 'AA:BB' },
  credentialExpiresAt: null,
};

function members(given: Partial<MemberFacts> = {}, silence?: ClusterFailure): Members {
  return {
    visit: (_member, ask) =>
      ask({
        probe: async () => {
          if (silence) throw new DomainError(silence);
          return { ...FACTS, ...given };
        },
        mayI: async (questions) => questions.map(() => true),
        lookAround: async () => ({
          count: 2,
          environment: 'prod',
          places: [
            { region: 'eu', zone: 'a', provider: 'aws' },
            { region: 'eu', zone: 'b', provider: 'aws' },
          ],
        }),
      }),
    checkAddress: async (server) => {
      if (server.startsWith('http:'))
        throw new DomainError({
          kind: 'invalid',
          issues: [{ path: ['access', 'server'], message: 'must begin with https://' }],
        });
    },
    readKubeconfig: async () => ({
      contexts: [],
      accessOf: () => ({ server: 'https://a:6443', credential: { kind: 'token', token: new Secret('t') } }),
    }),
  };
}

function world(given: Partial<RegistryDeps> = {}) {
  const records: { intent: Intent; outcome?: Outcome }[] = [];
  const audit: AuditTrail = {
    intend: async (intent) => String(records.push({ intent }) - 1),
    settle: async (id, outcome) => void Object.assign(records[Number(id)] ?? {}, { outcome }),
    abandonBefore: async () => 0,
  };
  const registry = memoryRegistry();
  const clock = { now: () => NOW, monotonic: () => 0 };
  const deps: RegistryDeps = { registry, members: members(), audit, clock, changed: () => undefined, ...given };
  return { deps, records, registry };
}

const request = { actor: ADA, requestId: 'r' } as const;
const input = (name = 'one', server = 'https://a:6443') =>
  Registration.parse({ name, access: { by: 'token', server, token: 'canary-token' } });
const failure = async (work: Promise<unknown>) =>
  failureOf(await work.then(() => undefined).catch((error: unknown) => error));

describe('the registry in memory', () => registryContract(memoryRegistry()));

describe('registering', () => {
  it('saves a member that passed its test, and records who did it without the secret', async () => {
    const { deps, records } = world();
    await registerCluster(deps, request, input());
    expect(await deps.registry.find('one')).toMatchObject({ name: 'one', kubeSystemUid: 'uid-1' });
    expect(records).toMatchObject([
      { intent: { action: 'clusters.register', target: { cluster: 'one' } }, outcome: 'applied' },
    ]);
    expect(JSON.stringify(records)).not.toContain('canary-token');
  });

  it.each<[string, Partial<MemberFacts>, ClusterFailure | undefined, object]>([
    [
      'a wrong CA',
      {},
      { kind: 'cluster-unreachable', cluster: 'one', reason: 'tls', detail: 'unknown authority' },
      { path: ['access', 'certificateAuthority'] },
    ],
    [
      'a rejected token',
      {},
      { kind: 'cluster-refused', cluster: 'one', status: 401, reason: 'Unauthorized', detail: '', causes: [] },
      { path: ['access', 'token'] },
    ],
    [
      'an expired credential',
      { credentialExpiresAt: new Date('2026-01-01') },
      undefined,
      { path: ['access', 'token'] },
    ],
    [
      'a forbidden address',
      {},
      { kind: 'cluster-unreachable', cluster: 'one', reason: 'policy', detail: 'loopback' },
      { path: ['access', 'server'] },
    ],
  ])('refuses %s at its field and keeps nothing', async (_what, facts, silence, issue) => {
    const { deps, records } = world({ members: members(facts, silence) });
    expect(await failure(registerCluster(deps, request, input()))).toMatchObject({ kind: 'invalid', issues: [issue] });
    expect(await deps.registry.find('one')).toBeUndefined();
    expect(records).toMatchObject([{ outcome: 'refused' }]);
  });

  it('refuses an address that is no https, before anything is dialled', async () => {
    const { report } = await testConnection(world().deps, { access: input('one', 'http://a').access });
    expect(report.checks).toMatchObject([
      { check: 'address', outcome: 'failed', code: 'address-not-https', field: 'access.server' },
    ]);
  });

  it('refuses a name and an API server that are registered already', async () => {
    const { deps } = world();
    await registerCluster(deps, request, input());
    expect(await failure(registerCluster(deps, request, input('two')))).toMatchObject({
      kind: 'conflict',
      detail: 'already-registered',
    });
    const other = { ...deps, members: members({ clusterUid: 'uid-2' }) };
    expect(await failure(registerCluster(other, request, input('one')))).toMatchObject({
      kind: 'conflict',
      detail: 'name-taken',
    });
  });

  it('suggests the place that all nodes share, and none where they differ', async () => {
    const { report } = await testConnection(world().deps, { access: input().access });
    expect(report.suggested).toEqual({ environment: 'prod', provider: 'aws', region: 'eu', zone: null, nodes: 2 });
  });
});

describe('changing', () => {
  it('rotates a credential only to the same cluster', async () => {
    const { deps } = world();
    await registerCluster(deps, request, input());
    await rotateCredential(deps, request, 'one', input('one', 'https://b:6443').access);
    const moved = await deps.registry.find('one');
    expect((await deps.registry.member(moved?.id ?? '')).server).toBe('https://b:6443');
    const other = { ...deps, members: members({ clusterUid: 'another' }) };
    expect(await failure(rotateCredential(other, request, 'one', input().access))).toMatchObject({ kind: 'stale' });
  });

  it('removes a member only when its name is repeated', async () => {
    const { deps, withdrawn } = removable();
    await registerCluster(deps, request, input());
    expect(await previewRemoval(deps, 'one')).toMatchObject({ access: { count: 3, selector: 'a=b' } });
    const sent = { name: 'one', withdraw: true };
    expect(await failure(removeCluster(deps, request, { ...sent, confirm: 'on' }))).toMatchObject({ kind: 'invalid' });
    await removeCluster(deps, request, { ...sent, confirm: 'one' });
    expect(withdrawn).toEqual(['one']);
    expect(await failure(setClusterState(deps, request, { name: 'one', state: 'active', reason: '' }))).toMatchObject({
      kind: 'not-found',
    });
  });

  it('forgets nothing of a member in which it cannot remove what it was asked to, and removes it without', async () => {
    const { deps } = removable(silence);
    await registerCluster(deps, request, input());
    expect(await previewRemoval(deps, 'one')).toMatchObject({ access: { count: null } });
    const sent = { name: 'one', confirm: 'one' };
    expect(await failure(removeCluster(deps, request, { ...sent, withdraw: true }))).toMatchObject(silence);
    expect(await deps.registry.find('one')).toBeDefined();
    await removeCluster(deps, request, { ...sent, withdraw: false });
    expect(await deps.registry.find('one')).toBeUndefined();
  });
});

const silence: ClusterFailure = { kind: 'cluster-unreachable', cluster: 'one', reason: 'timeout', detail: 'no answer' };

/** Members in which three roles and bindings stand, or that do not answer. */
function removable(fault?: ClusterFailure) {
  const withdrawn: string[] = [];
  const asked = async () => {
    if (fault) throw new DomainError(fault);
    return 3;
  };
  const withdraw = async (cluster: string, forget: () => Promise<void>) => {
    const count = await asked();
    withdrawn.push(cluster);
    await forget();
    return count;
  };
  const { deps } = world();
  return { withdrawn, deps: { ...deps, access: { selector: 'a=b', count: asked, withdraw } } };
}
