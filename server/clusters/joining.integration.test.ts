import crypto, { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { testTrail } from '~/server/audit/testing/test-trail';
import { createSealer } from '~/server/db/seal';
import { testDatabase } from '~/server/db/testing/test-database';
import { systemClock } from '~/server/kernel/clock';
import { ADA } from '~/server/teams/testing/people';
import { approveAgent, denyAgent } from './decide-agent';
import { type Introduction, introduceAgent } from './introduce-agent';
import { createJoinToken, revokeJoinToken } from './join-tokens';
import { JoinTokenInput } from './model/agent';
import { revokeAgent } from './revoke-agent';
import { postgresAgents } from './store/agents';
import { postgresJoinTokens } from './store/join-tokens';
import { postgresRegistry } from './store/registry';

const { database } = await testDatabase();
const registry = postgresRegistry(database, createSealer([crypto.randomBytes(32)]));
const recheck = vi.fn(async () => undefined);
const deps = {
  ...{ agents: postgresAgents(database), joinTokens: postgresJoinTokens(database), registry, recheck },
  ...{ audit: testTrail(database).audit, clock: systemClock, changed: () => undefined },
  door: { hub: 'https://hub:3443', certificateAuthority: null },
};
const REQUEST = { actor: ADA, requestId: 'test' };

const newToken = (input: Partial<JoinTokenInput>) =>
  createJoinToken(deps, REQUEST, JoinTokenInput.parse({ names: 'edge-*', ...input }));

/** An agent as the door has verified it. */
const anAgent = (change: Partial<Introduction> = {}): Introduction => ({
  ...{ token: undefined, publicKey: 'PEM', fingerprint: `sha256:${randomUUID()}`, kubeSystemUid: randomUUID() },
  ...{ name: `edge-${randomUUID().slice(0, 8)}`, kubernetesVersion: 'v1.34.1', agentVersion: '1' },
  ...{ region: undefined, zone: undefined, from: '192.0.2.7', requestId: 'test' },
  ...change,
});
const come = (agent: Introduction) => introduceAgent(deps, agent);
const idOf = async ({ fingerprint }: Introduction) => (await deps.agents.findByFingerprint(fingerprint))?.id ?? '';

describe('joining', () => {
  it('waits for a person, and makes a cluster of which the hub holds nothing', async () => {
    const { token } = await newToken({ environment: 'prod', labels: { tier: 'edge' } });
    const agent = anAgent({ token });
    expect(await come(agent)).toEqual({ state: 'pending' });
    expect(await registry.find(agent.name ?? '')).toBeUndefined();
    await approveAgent(deps, REQUEST, await idOf(agent));
    expect(await come({ ...agent, token: undefined })).toMatchObject({ state: 'approved' });
    const cluster = await registry.find(agent.name ?? '');
    expect(cluster).toMatchObject({ mode: 'pull', kubeSystemUid: agent.kubeSystemUid });
    const reach = await deps.agents.reach(cluster?.id ?? '');
    expect(reach).toMatchObject({ mode: 'pull', credential: null, tunnel: null });
  });

  it('takes a token as often as it says, also when many come at once, and not after it was ended', async () => {
    const { token } = await newToken({ uses: 2 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => come(anAgent({ token }))));
    expect(answers.map(({ state }) => state).sort()).toEqual(['pending', 'pending', 'refused', 'refused']);
    const ended = await newToken({});
    await revokeJoinToken(deps, REQUEST, ended.id);
    expect(await come(anAgent({ token: ended.token }))).toMatchObject({ state: 'refused', isGuess: true });
    expect(await come(anAgent({ token: 'portolan_join_guess' }))).toMatchObject({ isGuess: true });
  });

  it('lets a new key of the same cluster take the place of the old one, once a person has looked', async () => {
    const { token } = await newToken({ uses: 2, autoApprove: true });
    const first = anAgent({ token });
    expect(await come(first)).toMatchObject({ state: 'approved' });
    const second = { ...first, fingerprint: `sha256:${randomUUID()}` };
    expect(await come(second)).toEqual({ state: 'pending' });
    recheck.mockClear();
    await approveAgent(deps, REQUEST, await idOf(second));
    expect(recheck).toHaveBeenCalledOnce();
    expect(await come(first)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('has been revoked'),
    });
  });

  it('refuses for good who was denied or revoked, and a known key that speaks for another cluster', async () => {
    const { token } = await newToken({ uses: 2 });
    const [denied, revoked] = [anAgent({ token }), anAgent({ token })];
    await come(denied);
    await come(revoked);
    await denyAgent(deps, REQUEST, await idOf(denied));
    expect(await come(denied)).toMatchObject({ sentence: expect.stringContaining('was denied') });
    await approveAgent(deps, REQUEST, await idOf(revoked));
    const moved = { ...revoked, kubeSystemUid: randomUUID() };
    expect(await come(moved)).toMatchObject({ sentence: expect.stringContaining('from another cluster') });
    await revokeAgent(deps, REQUEST, revoked.name ?? '');
    expect(await come(revoked)).toMatchObject({ sentence: expect.stringContaining('has been revoked') });
    await expect(approveAgent(deps, REQUEST, await idOf(revoked))).rejects.toMatchObject({
      failure: { kind: 'stale' },
    });
  });
});
