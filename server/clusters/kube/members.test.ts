import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { systemClock } from '~/server/kernel/clock';
import { Secret } from '~/server/kernel/secret';
import type { Member } from '~/server/kube/member';
import { connectMember } from '~/server/kube/member-connection';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { createYamlThread } from '~/server/yaml/yaml-thread';
import { kubeMembers } from './members';

let simulated: SimulatedMember;
const yaml = createYamlThread();
beforeAll(async () => {
  simulated = await startMember({ name: 'one' });
  for (const name of ['a', 'b']) simulated.objects.put('v1', 'nodes', { metadata: { name } });
});
afterAll(async () => {
  await Promise.all([simulated.close(), yaml.close()]);
});

const memberOf = ({ name, url, ca, tokens }: SimulatedMember): Member => ({
  name,
  server: url,
  certificateAuthority: ca,
  credential: { kind: 'token', token: new Secret(tokens.admin) },
});

function world() {
  const connect = vi.fn((member: Member) => connectMember(member, { dialer: loopbackDialer }));
  const places = { region: 'region', zone: 'zone' };
  const closed = () => connect.mock.results.map(({ value }) => (value as ReturnType<typeof connect>).closed.aborted);
  return { connect, closed, members: kubeMembers({ connect, placeAnnotations: places, clock: systemClock, yaml }) };
}

it('asks all of a visit over one connection, and closes it', async () => {
  const { connect, closed, members } = world();
  const seen = await members.visit(memberOf(simulated), async (visit) => ({
    facts: await visit.probe(),
    may: await visit.mayI([{ verb: 'watch', group: '', resource: 'nodes' }]),
    around: await visit.lookAround(),
  }));
  expect(seen.facts.version).toBe('v1.34.1');
  expect(seen.may).toEqual([true]);
  expect(seen.around.count).toBe(2);
  expect(connect).toHaveBeenCalledOnce();
  expect(closed()).toEqual([true]);
});

it('closes the connection when a question fails', async () => {
  const { closed, members } = world();
  const member = { ...memberOf(simulated), credential: { kind: 'token', token: new Secret('unknown') } as const };
  await expect(members.visit(member, (visit) => visit.probe())).rejects.toMatchObject({
    failure: { kind: 'cluster-refused', status: 401 },
  });
  expect(closed()).toEqual([true]);
});

it('reads a kubeconfig in the thread for YAML, and quotes nothing of one that cannot be read', async () => {
  const { members } = world();
  expect((await members.readKubeconfig(simulated.adminKubeconfig, 'text')).contexts).toMatchObject([{ refusal: null }]);
  const broken = await members
    .readKubeconfig('users: [{user: {token: "s3cr3t"', 'text')
    .catch((error: unknown) => error);
  expect(broken).toMatchObject({ failure: { kind: 'invalid', issues: [{ path: ['text'] }] } });
  expect(JSON.stringify(broken)).not.toContain('s3cr3t');
});
