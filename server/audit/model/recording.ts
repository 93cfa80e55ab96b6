import { z } from 'zod';
import { Instant, PlaceName } from '~/server/clusters/model/names';
import { Scope } from '~/server/clusters/model/scope';
import { SearchText, tableInput, tablePage } from '~/server/clusters/model/table';

/** By which door a session came in, and as whom it ran in its member. */
export const SESSION_DOORS = ['browser', 'websocket', 'spdy'] as const;
export const RAN_AS = ['person', 'hub'] as const;
export type SessionDoor = (typeof SESSION_DOORS)[number];

/** `broken`: the hub went away before the session's end could be written. */
export const RECORDING_STATES = ['running', 'ended', 'broken'] as const;

export const RecordingRow = z.object({
  id: z.string(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  state: z.enum(RECORDING_STATES),
  actor: z.string(),
  actorId: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  pod: z.string(),
  container: z.string(),
  command: z.array(z.string()),
  reason: z.string(),
  door: z.enum(SESSION_DOORS),
  ranAs: z.enum(RAN_AS),
  /** What was typed, as lines. */
  typed: z.string(),
  bytes: z.int(),
  chunks: z.int(),
  /** More went through than is kept. */
  truncated: z.boolean(),
  requestId: z.string(),
});
export type RecordingRow = z.infer<typeof RecordingRow>;

export const RecordingFilter = z.strictObject({
  /** Within who, where, the command and what was typed. */
  text: SearchText.optional(),
  scope: Scope.optional(),
});
export const RecordingListInput = tableInput(['startedAt'], RecordingFilter);
export type RecordingListInput = z.infer<typeof RecordingListInput>;
export const RecordingPage = tablePage(RecordingRow);

/** A recording with the hash of its last chunk, and whether every chunk still is what was written. */
export const RecordingDetail = RecordingRow.extend({ hash: z.string(), intact: z.boolean() });
export type RecordingDetail = z.infer<typeof RecordingDetail>;

/** Lines of asciicast v2 from a chunk on, and the chunk that a session which runs goes on with. */
export const RecordingPart = z.object({ lines: z.string(), next: z.int(), isEnd: z.boolean() });
export type RecordingPart = z.infer<typeof RecordingPart>;

/** What an environment asks of who runs commands in its containers; the environment '' stands for all without one of their own. */
export const SessionPolicy = z.strictObject({
  environment: z.union([z.literal(''), PlaceName]),
  /** A session that cannot be written down ends. */
  recording: z.boolean(),
  reason: z.boolean(),
  /** Only on a grant that somebody else gave for a time. */
  approval: z.boolean(),
});
export type SessionPolicy = z.infer<typeof SessionPolicy>;

export const DEFAULT_POLICY: SessionPolicy = { environment: '', recording: true, reason: false, approval: false };
