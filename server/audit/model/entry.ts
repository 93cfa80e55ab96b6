import type { Json } from '~/server/kernel/json';

/**
 * `intent`: a write that is about to run; `outcome`: what became of one, in a row of its own; `access`: a look into a
 * member; `refusal`: a write that was not let through.
 */
export const ENTRY_KINDS = ['intent', 'outcome', 'access', 'refusal'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One row of the record, as it is written once and never changed. */
export type Entry = {
  id: string;
  kind: EntryKind;
  /** Of an outcome: the intent that it settles. */
  intent: string | null;
  actorId: string | null;
  actorName: string | null;
  /** The token of the API that spoke for the actor. */
  tokenId: string | null;
  tokenName: string | null;
  action: string | null;
  /** The teams through which the grants were held. */
  teams: string[];
  /** Pairwise: what it was about; the namespace is empty where it was the cluster as a whole. */
  clusters: string[];
  namespaces: string[];
  outcome: string | null;
  requestId: string | null;
  body: Json;
};

/** An entry in its place: `hash` (hexadecimal) covers it and the hash of the one before. */
export type KeptEntry = Entry & { seq: number; at: string; hash: string };

/** A place of the chain: the number of the row, and its hash. Zero is before the first. */
export type ChainPoint = { seq: number; hash: string };

/** An entry on its way to a receiver; an outcome goes with the intent that it settles. */
export type StreamedEntry = { entry: KeptEntry; of: KeptEntry | undefined };
