import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Call } from '~/server/kube/member-connection';
import type { OpenTerminal } from '~/server/objects/model/stream';
import type { PersonActor } from '~/server/teams/model/actor';
import { identityOf, memberCall } from '../members/member-call';
import type { MemberRequest } from '../members/member-request';
import { runStream } from '../members/run-stream';
import { allow } from '../members/serve-member';
import { joinTerminal } from './join-terminal';
import { podRequest } from './member-target';
import type { BrowserDoorDeps } from './ports';
import { speakAs } from './speak-as';

/** The best first: a container that has none of them has no terminal. */
const SHELLS = ['bash', 'sh'] as const;

/** A terminal in a container, until it ends, the browser goes, or `gone` is aborted. Throws what is to be told. */
export async function serveTerminal(
  deps: BrowserDoorDeps,
  person: PersonActor,
  { socket, gone, open }: { socket: WebSocket; gone: AbortController; open: OpenTerminal },
): Promise<void> {
  const [first, ...others] = SHELLS.map((shell) => shellRequest(open, shell));
  if (!first) return;
  const allowed = await allow(deps, person, first);
  const asPerson = identityOf(allowed.actor, await deps.teamsOf(person.id));
  const identity = await speakAs(await deps.connectionOf(open.cluster), asPerson, first, deps.isInStep);
  const callOf = (request: MemberRequest) => streamCall(memberCall(request, {}, identity));
  const streaming = {
    ...{ call: callOf(first), door: 'browser' as const, gone, reason: open.reason, size: open.size },
    instead: { calls: others.map(callOf), command: [SHELLS.join(' || ')] },
  };
  const ranAs = identity.kind === 'hub' ? 'hub' : 'person';
  let left: number = SHELLS.length;
  await runStream(deps, allowed, streaming, (opened, tap) => {
    left -= 1;
    return joinTerminal({ socket, gone, ranAs, size: open.size, isLast: left === 0 }, opened, tap);
  });
}

function shellRequest({ cluster, namespace, pod, container }: OpenTerminal, shell: string): MemberRequest {
  const options = new URLSearchParams({ command: shell, stdin: 'true', stdout: 'true', tty: 'true' });
  if (container !== undefined) options.set('container', container);
  return podRequest({ cluster, namespace, pod, subresource: 'exec' }, options);
}

/** Members before 1.30 speak v4 alone, which cannot say that what is typed has ended. */
const PROTOCOLS = 'v5.channel.k8s.io, v4.channel.k8s.io';

/** A call that asks for a command's channels over WebSocket. */
export function streamCall(call: Call): Call & { upgrade: string } {
  const stream = [
    ['sec-websocket-key', randomBytes(16).toString('base64')],
    ['sec-websocket-version', '13'],
    ['sec-websocket-protocol', PROTOCOLS],
  ] as const;
  return { ...call, stream, upgrade: 'websocket' };
}
