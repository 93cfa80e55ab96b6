import fc from 'fast-check';
import { startMember } from '~/server/simulator/member';
import { startControlPlane } from '../../kube/start-control-plane';
import type { ProofOptions, ProofResult } from '../proof';
import { compareRound } from './compare-peers';
import { CUSTOM_KINDS } from './custom-kinds';
import { requestArbitrary } from './generate-requests';
import { SUBJECTS } from './kinds';
import { createPeer, type Peer } from './peer';
import { FAULTS } from './planted-faults';

const REQUESTS = 2000;
const REQUESTS_A_ROUND = 20;

/**
 * Sends generated requests to a real server and to the simulator and compares status, object, owners and events. First it
 * spoils the simulator's answers in several ways and must notice each.
 */
export async function proveLikeness({
  seconds = Number.POSITIVE_INFINITY,
  seeds = 1,
}: ProofOptions): Promise<ProofResult> {
  const plane = await startControlPlane({ NO_KCM: '1' });
  const member = await startMember({ name: 'likeness', version: 'v1.20.2' });
  const tokens = { admin: plane.adminToken, viewer: plane.viewerToken, nobody: '' };
  const real = createPeer({ url: plane.url, ca: await plane.pki('ca.crt'), tokens });
  const simulated = createPeer(member);
  const peers = { real, simulated };
  try {
    await Promise.all([defineKinds(real), defineKinds(simulated)]);
    const caught = await plantFaults(peers);
    const found = await compareAll(peers, { until: Date.now() + seconds * 1000, seeds });
    return {
      counts: {
        requests: found.requests,
        rounds: found.rounds,
        known_differences: found.known,
        faults_planted: FAULTS.length,
        faults_caught: caught,
      },
      violations: found.differences,
    };
  } finally {
    await Promise.all([real.close(), simulated.close()]);
    await member.close();
    await plane.stop();
  }
}

async function compareAll(peers: { real: Peer; simulated: Peer }, { until, seeds }: { until: number; seeds: number }) {
  const found = { requests: 0, rounds: 0, known: 0, differences: [] as string[] };
  for (let seed = 1; seed <= seeds; seed++) {
    for (let sent = 0; sent < REQUESTS && Date.now() < until; ) {
      const subject = SUBJECTS[found.rounds % SUBJECTS.length];
      if (!subject) break;
      const [requests = []] = fc.sample(fc.array(requestArbitrary(subject), SIZE), {
        seed: seed * 10_000 + found.rounds,
        numRuns: 1,
      });
      const space = `round-${seed}-${found.rounds}`;
      const round = await compareRound(peers, { subject, requests, space });
      sent += requests.length;
      found.rounds++;
      found.requests += round.requests;
      found.known += round.known.length;
      if (round.difference !== undefined) found.differences.push(`${space}: ${round.difference}`);
    }
  }
  return found;
}

const SIZE = { minLength: REQUESTS_A_ROUND, maxLength: REQUESTS_A_ROUND, size: 'max' } as const;

/** How many of the planted faults were told as a difference. */
async function plantFaults(peers: { real: Peer; simulated: Peer }): Promise<number> {
  const [subject] = SUBJECTS;
  if (!subject) return 0;
  let caught = 0;
  for (const [index, fault] of FAULTS.entries()) {
    const body = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'one', labels: { app: 'a' } },
      data: { a: '1' },
    };
    const requests = [{ method: 'POST', name: '', subresource: '', query: 'fieldManager=alpha', body }];
    const { difference } = await compareRound(peers, { subject, requests, space: `fault-${index}`, fault });
    if (difference !== undefined) caught++;
  }
  return caught;
}

async function defineKinds(peer: Peer): Promise<void> {
  for (const body of CUSTOM_KINDS) {
    await peer.ask('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', { body });
    await isServed(peer, `/apis/prove.portolan.dev/v1/namespaces/default/${body.spec.names.plural}`);
  }
}

async function isServed(peer: Peer, path: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { status } = await peer.ask('GET', path);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${path} is not served`);
}
