import type { NewSession } from '~/server/audit/keep-recording';
import type { SessionDoor } from '~/server/audit/model/recording';
import { recorded } from '~/server/audit/recorded';
import { failureOf } from '~/server/kernel/failure';
import type { Call } from '~/server/kube/member-connection';
import type { Opened } from '~/server/kube/request/request-stream';
import type { Action } from '~/server/teams/model/action';
import { beginSession, type KeptSession } from '../recording/begin-session';
import type { Tap } from '../recording/tap';
import { targetOf } from './member-call';
import type { MembersDoorDeps } from './ports';
import { recordRefusal } from './record-refusal';
import type { Allowed } from './serve-member';

export type Streaming = {
  call: Call & { upgrade: string };
  door: SessionDoor;
  /** Aborted when the person is gone, or may no longer; aborts itself when a recording that is required breaks off. */
  gone: AbortController;
  reason?: string;
  /** Asked for in this order until one of them is there in the container; `command` says them on record. */
  instead?: { calls: Streaming['call'][]; command: string[] };
  size?: { columns: number; rows: number };
  /** Files are moved: what passes is not kept, but what was asked (`asked`) and what became of it (`told`) is. */
  transfer?: { asked: Transfer; told(): TransferEnd };
};

export type Transfer = { direction: 'download' | 'upload'; path: string; bytes?: number };
/** `detail` is a sentence where there is something to say: why it failed, or what a folder's archive lacks. */
export type TransferEnd = { bytes: number; failed: boolean; detail: string };

/** Serves a stream until its end; the tap is there where what passes is written down. Answers whether the command was there. */
export type Join = (opened: Opened, tap: Tap | undefined) => Promise<'served' | 'not-found'>;

/** Why a session is ended whose recording is required and cannot be continued. */
export const RECORDING_BROKEN = 'recording-broken';

const COMMANDS: ReadonlySet<string | undefined> = new Set(['exec', 'attach']);

/** On record before the first byte, and its end afterwards: without a record there is no session, and no command without a recording. */
export async function runStream(
  deps: MembersDoorDeps,
  allowed: Allowed,
  { call, door, gone, reason = '', instead, size, transfer }: Streaming,
  join: Join,
): Promise<void> {
  const { request, actor, requestId } = allowed;
  const connection = await deps.connectionOf(request.cluster);
  const ranAs = call.identity.kind === 'hub' ? ('hub' as const) : ('person' as const);
  const said = { door, ranAs, reason, ...(size ? { size } : {}), ...(instead ? { command: instead.command } : {}) };
  const session = sessionOf(allowed, said);
  const action = actor.action ?? 'gateway.exec';
  const begin = (one: NewSession) => beginSession(deps, actor, one, () => gone.abort(RECORDING_BROKEN));
  const kept = session && (await begin(session).catch((error) => putOnRecord(deps, allowed, action, error)));
  const intent = {
    ...{ actor, action, target: targetOf(request), requestId, reason },
    after: { ...toldOf(session, kept), ranAs, ...(transfer ? { transfer: transfer.asked } : {}) },
  };
  if (transfer) kept?.recording.write('i', `${transfer.asked.direction} ${transfer.asked.path}\n`);
  let ended: object = {};
  const work = async () => {
    try {
      return await serveFirst([call, ...(instead?.calls ?? [])], async (one) => {
        const opened = await connection.openStream({ ...one, signal: gone.signal });
        return {
          opened,
          joined: await join(opened, opened.agreed && !transfer ? kept?.tap(one.upgrade, opened.headers) : undefined),
        };
      });
    } finally {
      if (transfer) kept?.recording.write('o', `${sentenceOf(transfer.told())}\r\n`);
      ended = { ...(await kept?.recording.end()), ...(transfer ? { transfer: transfer.told() } : {}) };
    }
  };
  await recorded(deps.audit, intent, work, (opened) => {
    if (!opened.agreed) return { outcome: 'refused', detail: { status: opened.status, ...ended } };
    return { outcome: transfer?.told().failed ? 'failed' : 'applied', detail: ended };
  });
}

/** What the policy of its environment refuses stays refused, also when that cannot be recorded. Throws the error. */
async function putOnRecord(deps: MembersDoorDeps, allowed: Allowed, action: Action, error: unknown): Promise<never> {
  const failure = failureOf(error);
  if (failure)
    await recordRefusal(deps, allowed, action, failure.kind).catch((fault: unknown) =>
      deps.onTrouble('a refusal could not be recorded', fault),
    );
  throw error;
}

const sentenceOf = ({ bytes, failed, detail }: TransferEnd) =>
  `${bytes} bytes ${failed ? 'and not all' : 'in all'}; their content is not kept. ${detail}`.trimEnd();

type Asked = Streaming['call'];
type Served = { opened: Opened; joined: 'served' | 'not-found' };

/** Serves the first that is there; the last one is served either way. */
async function serveFirst(calls: Asked[], serve: (call: Asked) => Promise<Served>): Promise<Opened> {
  const [first, ...others] = calls;
  if (!first) throw new Error('there is nothing to run');
  const { opened, joined } = await serve(first);
  return joined === 'not-found' && others.length > 0 ? serveFirst(others, serve) : opened;
}

const toldOf = (session: NewSession | undefined, kept: KeptSession | undefined) => ({
  ...(session && session.command.length > 0 ? { command: session.command } : {}),
  ...(kept ? { recording: kept.recording.id } : {}),
});

type Said = Pick<NewSession, 'door' | 'ranAs' | 'reason' | 'size'> & Partial<Pick<NewSession, 'command'>>;

/** What is written down of a session; undefined for a stream that runs no command. */
function sessionOf({ request, actor, requestId }: Allowed, said: Said): NewSession | undefined {
  if (request.kind !== 'object' || !COMMANDS.has(request.object.subresource)) return undefined;
  const options = new URLSearchParams(request.query);
  const { namespace = '', name = '' } = request.object;
  return {
    ...{ requestId, actor: actor.name, actorId: actor.id, cluster: request.cluster, namespace, pod: name },
    ...{ container: options.get('container') ?? '', command: options.getAll('command') },
    ...said,
  };
}
