import type { IncomingHttpHeaders } from 'node:http';
import type { CastCode } from '~/server/audit/core/asciicast';
import { type NewSession, type Recording, type RecordingDeps, startRecording } from '~/server/audit/keep-recording';
import type { SessionPolicies } from '~/server/audit/ports';
import { DomainError } from '~/server/kernel/failure';
import { isInSight } from '~/server/teams/core/in-sight';
import type { PersonActor } from '~/server/teams/model/actor';
import type { Sights } from '~/server/teams/ports';
import type { Hear, Heard, Tap } from './tap';
import { tapCommand } from './tap-command';

export type SessionDeps = { recordings: RecordingDeps; policies: SessionPolicies; sights: Sights };

/** A session that may begin: whatever is asked of it has been given, and it is being written down. */
export type KeptSession = {
  recording: Recording;
  /** Listens to a stream on which both ends agreed. */
  tap(upgrade: string, headers: IncomingHttpHeaders): Tap;
};

const CODES: Readonly<Record<Exclude<Heard, 'resize' | 'error'>, CastCode>> = {
  ...{ stdin: 'i', stdout: 'o', stderr: 'o' },
  ...{ in: 'x', out: 'x' },
};

/**
 * Asks what the cluster's environment asks of a session, and begins its recording: durable when this resolves. Throws
 * `invalid` without a reason where one is wanted, `forbidden` without a grant that somebody else gave for a time, `unavailable`
 * when a recording that is required cannot be begun. `end` is called when it cannot be continued.
 */
export async function beginSession(
  { recordings, policies, sights }: SessionDeps,
  actor: PersonActor,
  session: NewSession,
  end: () => void,
): Promise<KeptSession | undefined> {
  const policy = await policies.of(session.cluster);
  if (policy.reason && session.reason.trim() === '') throw new DomainError(REASON_WANTED);
  if (policy.approval) await requireApproval({ policies, sights }, actor, session);
  const started = await startRecording(recordings, session, () => policy.recording && end()).catch((error: unknown) => {
    if (policy.recording) throw new DomainError(NOT_RECORDED, { cause: error });
    return undefined;
  });
  if (!started) return undefined;
  const tap: KeptSession['tap'] = (upgrade, headers) =>
    untilFull(started, tapCommand(upgrade, headers, hearInto(started)));
  return { recording: started, tap };
}

/** A large file goes on through the stream long after the recording is full: its frames are not taken apart for nothing. */
const untilFull = (recording: Recording, { fromPerson, fromMember }: Tap): Tap => ({
  fromPerson: (chunk) => recording.isFull() || fromPerson(chunk),
  fromMember: (chunk) => recording.isFull() || fromMember(chunk),
});

async function requireApproval(
  { policies, sights }: Pick<SessionDeps, 'policies' | 'sights'>,
  actor: PersonActor,
  { cluster, namespace }: NewSession,
): Promise<void> {
  const ids = await policies.givenByOthers(
    actor.rights.map(({ id }) => id),
    actor.name,
  );
  const approved = actor.rights.filter(({ id }) => ids.includes(id));
  if (isInSight(await sights.of(approved, 'gateway.exec'), { cluster, namespace })) return;
  throw new DomainError({ kind: 'forbidden', action: 'gateway.exec', missing: 'editor' });
}

const REASON_WANTED = {
  kind: 'invalid' as const,
  issues: [
    { path: ['reason'], message: 'this environment asks for a reason: open the pod in the console and give one there' },
  ],
};
const NOT_RECORDED = {
  kind: 'unavailable' as const,
  what: 'recording',
  detail: 'this environment asks for a recording, and none can be written now; nothing was run',
};

/** Resizes are kept as columns and rows; what a member says of the end is not part of what was shown. */
function hearInto(recording: Recording): Hear {
  return (what, bytes) => {
    if (what === 'error') return;
    if (what !== 'resize') return recording.write(CODES[what], bytes);
    for (const [, text = ''] of bytes.toString('utf8').matchAll(/(\{[^}]*\})/g)) recording.write('r', sizeOf(text));
  };
}

const sizeOf = (text: string) => `${numberOf('Width', text) ?? 80}x${numberOf('Height', text) ?? 24}`;
const numberOf = (name: string, text: string) => new RegExp(`"${name}":\\s*(\\d{1,5})`).exec(text)?.[1];
