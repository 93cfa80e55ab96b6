import type { TransferState } from '~/server/objects/model/transfer';
import type { Sight } from '~/server/teams/model/sight';
import type { ChainPoint, Entry, KeptEntry, StreamedEntry } from './model/entry';
import type { Denial, Intent, Look, Outcome } from './model/intent';
import type { RecordFilter, RecordListInput, RecordRow } from './model/record';
import type { RecordingListInput, RecordingRow, SessionPolicy } from './model/recording';
import type { StreamState } from './model/stream';

export type AuditTrail = {
  /** Durable before it returns; a write whose intent cannot be recorded does not run. */
  intend(intent: Intent): Promise<string>;
  settle(id: string, outcome: Outcome, detail?: unknown): Promise<void>;
  /** Marks what a crash left unsettled; returns how many. */
  abandonBefore(moment: Date): Promise<number>;
};

/** What is recorded at the door, where it is decided who may do what. */
export type DoorRecord = {
  /** Durable before it returns; the same look at the same thing is one entry for some minutes. */
  access(look: Look): Promise<void>;
  /** At most a bounded number per person or address and minute; the next one tells how many were left out. */
  refuse(denial: Denial): Promise<void>;
};

/** The chain of entries. Its order is the database's; nothing in it is ever changed. */
export type EntryStore = {
  append(entry: Entry): Promise<void>;
  /** Intents before a moment that have no outcome. */
  unsettled(before: Date): Promise<string[]>;
};

/** What a check of the chain reads. */
export type ChainReader = {
  /** Where the chain begins (what retention removed before) and ends; whether the hub itself wrote these two. */
  ends(): Promise<{ base: ChainPoint; head: ChainPoint; baseIsOurs: boolean; headIsOurs: boolean }>;
  /** Entries in their order. */
  pages(from: number): AsyncIterable<KeptEntry[]>;
  /** The hash of an entry that follows one with this hash. */
  digest(previous: string, entry: Omit<KeptEntry, 'hash'>): string;
};

export type FoundRecord = { row: RecordRow; body: unknown; outcome: unknown; hash: string };

/** The record as people read it, as far as it is in their sight. */
export type RecordReader = {
  list(sight: Sight, input: RecordListInput): Promise<{ rows: RecordRow[]; total: number }>;
  get(sight: Sight, id: string): Promise<FoundRecord | undefined>;
  /** What became of a person's own transfer of files. */
  transfer(person: string, request: string): Promise<TransferState>;
  /** The newest first. */
  each(sight: Sight, filter: RecordFilter): AsyncIterable<RecordRow>;
};

/** Hands a batch to a receiver, in its order; what it answers is why it was not taken, undefined when it was. */
export type Sink = (entries: StreamedEntry[]) => Promise<string | undefined>;

/** How far a receiver has the record. One replica at a time sends. */
export type StreamStore = {
  /**
   * Gives the entries that are due to `send` and moves the cursor behind them once they were taken; a refusal is kept with
   * the moment of the next try. Answers how many were taken; 0 while none are due, or another replica sends.
   */
  advance(receiver: string, most: number, send: Sink, retryAt: (failures: number) => Date): Promise<number>;
  state(receiver: string): Promise<Omit<StreamState, 'receiver'>>;
};

export type NewRecording = Pick<
  RecordingRow,
  | 'id'
  | 'requestId'
  | 'actor'
  | 'actorId'
  | 'cluster'
  | 'namespace'
  | 'pod'
  | 'container'
  | 'command'
  | 'reason'
  | 'door'
  | 'ranAs'
> & { startedAt: Date };

export type RecordingChunk = { seq: number; lines: string; hash: Buffer };

/** Sessions as they are written down. */
export type RecordingStore = {
  /** Durable before it returns, with the first chunk. */
  begin(recording: NewRecording, first: RecordingChunk): Promise<void>;
  /** Adds a chunk, or tells that the session still runs. */
  append(
    id: string,
    chunk: RecordingChunk | undefined,
    facts: { typed: string; bytes: number; truncated: boolean },
  ): Promise<void>;
  end(id: string): Promise<void>;
  removeBefore(moment: Date): Promise<number>;
};

/** Recordings as people read them, as far as it is in their sight. */
export type RecordingReader = {
  list(sight: Sight, input: RecordingListInput): Promise<{ rows: RecordingRow[]; total: number }>;
  find(sight: Sight, id: string): Promise<(RecordingRow & { hash: string }) | undefined>;
  /** Chunks in their order, from one on. */
  chunks(id: string, from: number, most: number): Promise<RecordingChunk[]>;
};

/** What environments ask of sessions in their containers. */
export type SessionPolicies = {
  /** Of the cluster's environment, else that of all others. */
  of(cluster: string): Promise<SessionPolicy>;
  list(): Promise<SessionPolicy[]>;
  save(policy: SessionPolicy): Promise<void>;
  /** Of these grants, those that have an end and were given by somebody else. */
  givenByOthers(grants: string[], person: string): Promise<string[]>;
};
