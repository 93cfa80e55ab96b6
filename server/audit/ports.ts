import type { ChainPoint, Entry, KeptEntry } from './model/entry';
import type { Denial, Intent, Look, Outcome } from './model/intent';

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
