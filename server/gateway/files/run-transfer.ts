import type { Opened } from '~/server/kube/request/request-stream';
import type { PersonActor } from '~/server/teams/model/actor';
import { refusalOf } from '../browsers/join-terminal';
import { podRequest } from '../browsers/member-target';
import type { BrowserDoorDeps } from '../browsers/ports';
import { streamCall } from '../browsers/serve-terminal';
import { speakAs } from '../browsers/speak-as';
import { identityOf, memberCall } from '../members/member-call';
import type { MemberRequest } from '../members/member-request';
import { runStream, type Transfer, type TransferEnd } from '../members/run-stream';
import { allow } from '../members/serve-member';
import { TransferFault } from './before-silence';
import { type CommandChannels, commandChannels } from './command-channels';
import type { FileCommand } from './core/file-commands';

export type Container = { cluster: string; namespace: string; pod: string; container: string; reason: string };

export type Moving = {
  of: Container;
  transfer: Transfer;
  /** Tried in this order. */
  commands: FileCommand[];
  gone: AbortController;
};

/** One command at work: `moved` counts up as bytes pass, `request` is its id on record. */
export type Attempt = { channels: CommandChannels; by: FileCommand['by']; request: string; moved: { bytes: number } };
/** Answers what there is to say of it; `next`: this command is not there, or does not do. Throws `TransferFault`. */
export type Move = (attempt: Attempt) => Promise<string | 'next'>;

/** Moves files by commands in a container, recorded as a session; answers what became of it. Throws what refuses it before. */
export async function runTransfer(
  deps: BrowserDoorDeps,
  person: PersonActor,
  { of, transfer, commands, gone }: Moving,
  move: Move,
): Promise<TransferEnd> {
  const isUpload = transfer.direction === 'upload';
  const [first, ...others] = commands.map(({ words }) => commandRequest(of, words, isUpload));
  if (!first) throw new Error('there is no command that moves files');
  const allowed = await allow(deps, person, first);
  const asPerson = identityOf(allowed.actor, await deps.teamsOf(person.id));
  const identity = await speakAs(await deps.connectionOf(of.cluster), asPerson, first, deps.isInStep);
  const callOf = (request: MemberRequest) => streamCall(memberCall(request, {}, identity));
  const moved = { bytes: 0 };
  let end: Omit<TransferEnd, 'bytes'> = { failed: true, detail: BROKEN };
  const told = () => ({ ...end, ...moved });
  const streaming = {
    ...{ call: callOf(first), door: 'browser' as const, gone, reason: of.reason, transfer: { asked: transfer, told } },
    instead: { calls: others.map(callOf), command: commands[0]?.words ?? [] },
  };
  let tried = 0;
  await runStream(deps, allowed, streaming, async (opened) => {
    const by = commands[tried++]?.by ?? 'cat';
    const attempt = (channels: CommandChannels) => move({ channels, by, request: allowed.requestId, moved });
    const said = await attempted(opened, gone, attempt);
    if (said === 'next' && tried < commands.length) return 'not-found';
    if (typeof said === 'string')
      end = said === 'next' ? { failed: true, detail: NO_TOOL } : { failed: false, detail: said };
    else end = { failed: true, detail: said.message };
    return 'served';
  });
  return told();
}

const BROKEN = 'it broke off';
const NO_TOOL =
  'this container has neither tar nor a shell with cat and head: start an ephemeral container beside it with kubectl debug';

async function attempted(
  opened: Opened,
  gone: AbortController,
  attempt: (channels: CommandChannels) => Promise<string>,
): Promise<string | TransferFault> {
  if (!opened.agreed) return new TransferFault(refusalOf(opened));
  const channels = commandChannels(opened.socket);
  gone.signal.addEventListener('abort', channels.stop, { once: true });
  try {
    return await attempt(channels);
  } catch (error) {
    if (error instanceof TransferFault) return error;
    throw error;
  } finally {
    gone.signal.removeEventListener('abort', channels.stop);
    channels.stop();
  }
}

function commandRequest(
  { cluster, namespace, pod, container }: Container,
  words: string[],
  stdin: boolean,
): MemberRequest {
  const options = new URLSearchParams({
    container,
    stdout: 'true',
    stderr: 'true',
    ...(stdin ? { stdin: 'true' } : {}),
  });
  for (const word of words) options.append('command', word);
  return podRequest({ cluster, namespace, pod, subresource: 'exec' }, options);
}
