import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { memberHere } from '~/server/kube/testing/member-here';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { type SimulatedMember, startMember } from '~/server/simulator/member';
import { type BrowserDoors, startBrowserDoors } from './browser-doors';

const VERSIONS = { old: 'v1.20.2', new: 'v1.36.0' } as const;

export type DoorsToPods = { doors: BrowserDoors; members: Record<string, SimulatedMember>; stop(): Promise<void> };

/** The doors of browsers, and behind them a member `old` and a member `new` in whose namespace `shop` these pods run; `containers` are images by name. */
export async function startDoorsToPods(pods: string[], containers: Record<string, string>): Promise<DoorsToPods> {
  const members: Record<string, SimulatedMember> = {};
  const connections: Record<string, MemberConnection> = {};
  for (const [name, version] of Object.entries(VERSIONS)) {
    const member = await startMember({ name, version });
    for (const pod of pods) member.objects.put('v1', 'pods', podOf(pod, containers));
    members[name] = member;
    connections[name] = connectMember(memberHere(member.adminKubeconfig), { dialer: loopbackDialer });
  }
  const doors = await startBrowserDoors(connections);
  const stop = async () => {
    doors.stop();
    for (const connection of Object.values(connections)) await connection.close();
    for (const member of Object.values(members)) await member.close();
  };
  return { doors, members, stop };
}

function podOf(pod: string, images: Record<string, string>) {
  const containers = Object.entries(images).map(([name, image]) => ({ name, image }));
  const state = { running: { startedAt: '2026-11-23T12:00:00Z' } };
  const containerStatuses = containers.map(({ name }) => ({ name, state, restartCount: 0 }));
  return {
    metadata: { name: pod, namespace: 'shop', labels: { app: 'web' } },
    ...{ spec: { nodeName: 'n', containers }, status: { phase: 'Running', containerStatuses } },
  };
}
