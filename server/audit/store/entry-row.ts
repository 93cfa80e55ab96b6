import type { Json } from '~/server/kernel/json';
import type { EntryKind, KeptEntry } from '../model/entry';

/** The columns of `audit_entry e` as an entry; `seq` comes as text, because bigint does. */
export const ENTRY_COLUMNS = `e.seq, e.id::text, e.kind, e.intent::text, e.at, e.actor_id AS "actorId", e.actor_name AS "actorName",
  e.token_id AS "tokenId", e.token_name AS "tokenName", e.action,
  e.teams, e.clusters, e.namespaces, e.outcome, e.request_id AS "requestId", e.body, encode(e.hash, 'hex') AS hash`;

export type EntryRow = Omit<KeptEntry, 'seq' | 'at' | 'kind' | 'body'> & {
  seq: string;
  at: Date;
  kind: string;
  body: unknown;
};

export const keptEntry = ({ seq, at, kind, body, ...row }: EntryRow): KeptEntry => ({
  ...row,
  seq: Number(seq),
  at: at.toISOString(),
  kind: kind as EntryKind,
  body: body as Json,
});
