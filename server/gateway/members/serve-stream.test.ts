import { once } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { policyEverywhere } from '~/server/audit/testing/memory-recordings';
import { bindInMember, startMembersDoor, TOKEN } from '~/server/gateway/testing/members-door';
import { connectMember } from '~/server/kube/member-connection';
import { memberHere } from '~/server/kube/testing/member-here';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { startMember } from '~/server/simulator/member';
import type { PersonActor } from '~/server/teams/model/actor';
import { ADA, personWith } from '~/server/teams/testing/people';
import type { MembersDoorDeps } from './ports';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function open(person: () => PersonActor | undefined = () => ADA, change: Partial<MembersDoorDeps> = {}) {
  const member = await startMember({ name: 'here' });
  const containerStatuses = [
    { name: 'web', state: { running: { startedAt: '2026-11-23T12:00:00Z' } }, restartCount: 0 },
  ];
  member.objects.put('v1', 'pods', {
    metadata: { name: 'web-1', namespace: 'default' },
    spec: { nodeName: 'n', containers: [{ name: 'web', image: 'shop:1' }] },
    status: { phase: 'Running', containerStatuses },
  });
  const connection = connectMember(memberHere(member.adminKubeconfig), { dialer: loopbackDialer });
  await bindInMember(connection, ADA);
  const door = await startMembersDoor({ here: connection }, person, change);
  stops.push(member.close, connection.close, door.stop);
  const stream = (subresource: 'exec' | 'attach') => {
    const query = `stdin=true&stdout=true&tty=true${subresource === 'exec' ? '&command=sh' : ''}`;
    const address = `${door.url}/k8s/clusters/here/api/v1/namespaces/default/pods/web-1/${subresource}?${query}`;
    const headers = { authorization: `Bearer ${TOKEN}` };
    const socket = new WebSocket(address.replace('https', 'wss'), ['v4.channel.k8s.io'], { ca: door.ca, headers });
    socket.on('error', () => undefined);
    return socket;
  };
  return { door, stream };
}

it.each(['exec', 'attach'] as const)(
  'ends an open %s when the right to it is lost, and lets it live while others’ change',
  async (verb) => {
    let person: PersonActor | undefined = ADA;
    const ended = vi.fn();
    const { door, stream } = await open(() => person);
    const socket = stream(verb).on('close', ended);
    await once(socket, 'open');
    await vi.waitFor(() => expect(door.record.intents).toMatchObject([{ action: 'gateway.exec' }]));
    door.rightsChanged();
    socket.send(Buffer.from('\0echo alive\n'));
    await once(socket, 'message');
    expect(ended).not.toHaveBeenCalled();
    person = personWith('viewer');
    door.rightsChanged();
    await vi.waitFor(() => expect(ended).toHaveBeenCalled());
    await vi.waitFor(() => expect(door.record.outcomes).toMatchObject([['1', 'applied', {}]]));
  },
);

it('puts on record that the policy of the environment refused a session, and opens none', async () => {
  const { door, stream } = await open(() => ADA, { policies: policyEverywhere({ reason: true }) });
  const [, response] = await once(stream('exec'), 'unexpected-response');
  expect(response.statusCode).toBe(422);
  const refusal = { action: 'gateway.exec', code: 'invalid', actor: { id: ADA.id }, target: { cluster: 'here' } };
  expect(door.record.refusals).toMatchObject([refusal]);
  expect(door.record.intents).toEqual([]);
});
