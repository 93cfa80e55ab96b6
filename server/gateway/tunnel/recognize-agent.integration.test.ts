import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { postgresAgents } from '~/server/clusters/store/agents';
import { testDatabase } from '~/server/db/testing/test-database';
import { makeAgentCertificate, makeAuthority } from '../hub-authority';
import { postgresTunnels } from '../tunnel-store';
import { keyFingerprint } from './model/fingerprint';
import { proofText } from './model/handshake';
import { MOST_DISPLACED, recognizeAgent } from './recognize-agent';

const { database } = await testDatabase();
const agents = postgresAgents(database);
const store = postgresTunnels(database);
const NONCE = Buffer.from('a nonce of this socket').toString('base64');
const DAY_MS = 86_400_000;

/** An approved agent with its certificate, and how it is recognized. */
async function approved() {
  const authority = await makeAuthority(new Date());
  const { privateKey, publicKey: made } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = made.export({ type: 'spki', format: 'pem' }).toString();
  const registeredBy = 'Ada';
  const cluster = { name: `edge-${randomUUID().slice(0, 8)}`, server: 'https://a', mode: 'pull', registeredBy };
  const { id: clusterId, name } = await database.prisma.cluster.create({ data: cluster });
  const about = { name, kubeSystemUid: randomUUID(), kubernetesVersion: 'v1.34.1', agentVersion: '1' };
  const { id } = await database.prisma.agent.create({
    data: {
      ...about,
      clusterId,
      publicKey,
      fingerprint: keyFingerprint(publicKey),
      state: 'approved',
      requestedFrom: '',
    },
  });
  const { certificate } = await makeAgentCertificate(authority, { id, publicKey }, new Date());
  const onFlapping = vi.fn(async () => undefined);
  const deps = {
    ...{ authority, tunnels: store, holder: 'replica', address: 'a:1', onFlapping },
    ...{ findByFingerprint: agents.findByFingerprint, now: () => new Date() },
  };
  const signature = (text: string) => sign('sha256', Buffer.from(text), privateKey).toString('base64');
  const shown = { type: 'proof' as const, certificate, version: '1', writes: true };
  const proof = { ...shown, signature: signature(proofText(NONCE)) };
  return { id, clusterId, deps, proof, signature, publicKey, authority, onFlapping };
}

describe('an agent that proves its key', () => {
  it('gets a greater epoch each time, also when two come at once', async () => {
    const { deps, proof, clusterId } = await approved();
    const come = () => recognizeAgent(deps, proof, NONCE);
    const first = await come();
    expect(first).toMatchObject({ verdict: { type: 'welcome', epoch: 1 }, cluster: clusterId });
    const both = await Promise.all([come(), come()]);
    const epochs = both.map(({ verdict }) => (verdict.type === 'welcome' ? verdict.epoch : 0));
    expect(epochs.sort()).toEqual([2, 3]);
    expect(await store.end(clusterId, 2)).toBe(false);
    expect(await store.standing([clusterId])).toMatchObject([{ epoch: 3, isOpen: true, trusted: true }]);
  });

  it('is refused with the nonce of another socket, another authority, or a key that is not its own', async () => {
    const { deps, proof, signature } = await approved();
    const reasonOf = async (how: Partial<typeof proof>, nonce = NONCE, by = deps) =>
      (await recognizeAgent(by, { ...proof, ...how }, nonce)).verdict;
    const refused = { type: 'refused', reason: 'not-proved' };
    expect(await reasonOf({}, Buffer.from('another').toString('base64'))).toMatchObject(refused);
    expect(await reasonOf({ signature: signature('anything else') })).toMatchObject(refused);
    const foreign = await makeAuthority(new Date());
    expect(await reasonOf({}, NONCE, { ...deps, authority: foreign })).toMatchObject(refused);
    const other = await approved();
    expect(await reasonOf({ certificate: other.proof.certificate })).toMatchObject(refused);
  });

  it('is told apart while it is connected once the newest of its certificates is over', async () => {
    const { deps, proof, id, clusterId } = await approved();
    await recognizeAgent(deps, proof, NONCE);
    await agents.certified(id, new Date(Date.now() - 1000));
    expect(await store.standing([clusterId])).toMatchObject([{ trusted: true, expired: true }]);
    await agents.certified(id, new Date(Date.now() + DAY_MS));
    expect(await store.standing([clusterId])).toMatchObject([{ trusted: true, expired: false }]);
  });

  it('is refused once its certificate is over, and when it was revoked', async () => {
    const { deps, proof, id } = await approved();
    const tomorrow = { ...deps, now: () => new Date(Date.now() + DAY_MS + 1000) };
    expect((await recognizeAgent(tomorrow, proof, NONCE)).verdict).toMatchObject({ reason: 'expired' });
    expect(await agents.decide(id, 'approved', 'revoked', 'Ada')).toBe(true);
    expect((await recognizeAgent(deps, proof, NONCE)).verdict).toMatchObject({ reason: 'revoked' });
  });

  it('is kept out with its double when the two displace each other, and a person is told', async () => {
    const { deps, proof, clusterId, onFlapping } = await approved();
    const verdicts = [];
    for (let turn = 0; turn <= MOST_DISPLACED; turn++)
      verdicts.push((await recognizeAgent(deps, proof, NONCE)).verdict);
    expect(verdicts.slice(0, -1).every(({ type }) => type === 'welcome')).toBe(true);
    expect(verdicts.at(-1)).toMatchObject({ type: 'refused', reason: 'flapping' });
    expect(onFlapping).toHaveBeenCalledOnce();
    expect((await recognizeAgent(deps, proof, NONCE)).verdict).toMatchObject({ reason: 'flapping' });
    expect(await store.standing([clusterId])).toMatchObject([{ trusted: false }]);
  });

  it('may come and go as often as it likes: only a living tunnel is displaced', async () => {
    const { deps, proof, clusterId } = await approved();
    for (let turn = 0; turn < MOST_DISPLACED * 2; turn++) {
      const { verdict } = await recognizeAgent(deps, proof, NONCE);
      expect(verdict.type).toBe('welcome');
      if (verdict.type === 'welcome') await store.end(clusterId, verdict.epoch);
    }
  });
});
