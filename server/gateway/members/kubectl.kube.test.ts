import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bindInMember, startMembersDoor, type TestDoor } from '~/server/gateway/testing/members-door';
import { joinTestHub, startTestHub, type TestHub, tunnelled } from '~/server/gateway/testing/tunnelled-member';
import { parseKubeconfig } from '~/server/kube/kubeconfig/parse-kubeconfig';
import { connectMember, type MemberConnection } from '~/server/kube/member-connection';
import { loopbackDialer } from '~/server/kube/testing/scripted-member';
import { SESSIONS } from '~/server/simulator/testing/kubectl-sessions';
import { runSession } from '~/server/simulator/testing/run-session';
import { fails } from '~/server/simulator/testing/session';
import { STREAMING } from '~/server/simulator/testing/streaming-session';
import { ADA } from '~/server/teams/testing/people';

const kubectls = inject('kubectls');
let dir: string;
let hub: TestHub;
let door: TestDoor;
const members: Record<string, MemberConnection> = {};

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'portolan-door-'));
  const [context] = parseKubeconfig(inject('runningMember').kubeconfig, new Date());
  if (!context?.ok) throw new Error('the kubeconfig has no usable context');
  const member = { ...context.member, name: 'dialled' };
  hub = await startTestHub();
  await joinTestHub(hub, member, 'behind');
  const ways = { dialer: loopbackDialer, agents: hub.tunnels.route };
  members['dialled'] = connectMember(member, ways);
  members['behind'] = connectMember(tunnelled(member, 'behind'), ways);
  await bindInMember(members['dialled'], ADA);
  door = await startMembersDoor(members);
  for (const name of Object.keys(members)) await writeFile(path.join(dir, `${name}.yaml`), door.kubeconfig(name));
});

afterAll(async () => {
  await door.stop();
  for (const connection of Object.values(members)) await connection.close();
  await hub.stop();
  await rm(dir, { recursive: true, force: true });
});

const ALONE = (line: string) => fails(line, '--as is not passed on');
/** Everyone acts as themselves. */
const THROUGH_THE_HUB = SESSIONS.map((session) => ({
  ...session,
  steps: session.steps.map((one) => (one.kubectl.includes('--as=') ? ALONE(one.kubectl) : one)),
}));

/** All that people do, through a tunnel; what streams, everywhere. That a hub which dials says the same is kubectl-conformance's. */
const PLACES = [
  { which: 'old', member: 'behind', sessions: THROUGH_THE_HUB },
  { which: 'new', member: 'dialled', sessions: [STREAMING] },
  { which: 'old', member: 'dialled', sessions: [STREAMING] },
  { which: 'new', member: 'behind', sessions: [STREAMING] },
] as const;

// the sessions that hold against an API server hold through the hub, for members that it dials and that dial it
describe.each(PLACES)(
  'kubectl $which through the hub on a real 1.20 that is $member',
  ({ which, member, sessions }) => {
    it.each(sessions.map((session, index) => [session.name, session, index] as const))(
      '%s',
      async (_name, session, index) => {
        const place = {
          kubectl: { program: kubectls[which], age: which },
          member: { kubeconfig: path.join(dir, `${member}.yaml`), age: 'old' } as const,
          namespace: `door-${which}-${member}-${index}`,
        };
        await runSession(place, dir, session);
      },
      120_000,
    );
  },
);

// kubectl of both ages speaks SPDY to a server of 1.20; the WebSocket side is tried in gateway/browsers
it.each(['dialled', 'behind'])('what was typed into a terminal in a member that is %s is written down', (cluster) => {
  const typed = door.recordings.find((one) => one.cluster === cluster && one.typed.startsWith('hostname'));
  expect(typed).toMatchObject({
    door: 'spdy',
    ranAs: 'person',
    command: ['sh'],
    typed: 'hostname\nexit 3',
    isEnded: true,
  });
  expect(typed?.lines.join('')).toMatch(/web-/);
});
