import { z } from 'zod';
import { Instant } from '~/server/clusters/model/names';
import { Scope } from '~/server/clusters/model/scope';
import { SearchText, tableInput, tablePage } from '~/server/clusters/model/table';
import { EXPORT_FORMATS, RECORD_KINDS, RESULTS } from './words';

const RecordKind = z.enum(RECORD_KINDS);

const Words = z.string().trim().min(1).max(253);

/** Which records; what is absent does not narrow. `person`, `token`: a part of the name, or an id. */
export const RecordFilter = z.strictObject({
  text: SearchText.optional(),
  person: Words.optional(),
  token: Words.optional(),
  team: Words.optional(),
  action: Words.optional(),
  namespace: Words.optional(),
  results: z.array(z.enum(RESULTS)).max(RESULTS.length).optional(),
  kinds: z.array(RecordKind).max(RECORD_KINDS.length).optional(),
  /** Only what was done to clusters and what is in them. */
  inClusters: z.boolean().optional(),
  /** Of the last so many hours. */
  withinHours: z.int().min(1).max(87_600).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  scope: Scope.optional(),
});
export type RecordFilter = z.infer<typeof RecordFilter>;

export const RecordListInput = tableInput(['at'], RecordFilter);
export type RecordListInput = z.infer<typeof RecordListInput>;

/** Something that was done, or tried, with what became of it. */
export const RecordRow = z.object({
  id: z.string(),
  seq: z.int(),
  kind: RecordKind,
  at: Instant,
  actor: z.string(),
  actorId: z.string().nullable(),
  /** The token of the API by which they did it; null: they did it themselves. */
  token: z.string().nullable(),
  tokenId: z.string().nullable(),
  teams: z.array(z.string()),
  action: z.string(),
  clusters: z.array(z.string()),
  namespaces: z.array(z.string()),
  /** What it was done to, in a few words. */
  what: z.string(),
  reason: z.string(),
  result: z.enum(RESULTS),
  settledAt: Instant.nullable(),
  requestId: z.string(),
});
export type RecordRow = z.infer<typeof RecordRow>;
export const RecordPage = tablePage(RecordRow);

const Change = z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() });
const Used = z.object({ id: z.string(), role: z.string(), team: z.string().nullable() });

/** An object that a record names, as its page is addressed; what is absent is not known. */
export const RecordObject = z.object({
  cluster: z.string(),
  group: z.string(),
  version: z.string(),
  plural: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});
export type RecordObject = z.infer<typeof RecordObject>;

export const RecordDetail = RecordRow.extend({
  grants: z.array(Used),
  address: z.string(),
  agent: z.string(),
  /** What became of it in each cluster; `said`: why not. */
  outcomes: z.array(z.object({ cluster: z.string(), result: z.enum(RESULTS), items: z.int(), said: z.string() })),
  changes: z.array(Change),
  objects: z.array(RecordObject),
  /** Everything that was written down, as JSON. */
  written: z.string(),
  hash: z.string(),
});
export type RecordDetail = z.infer<typeof RecordDetail>;

export const ExportInput = z.strictObject({ format: z.enum(EXPORT_FORMATS), filter: RecordFilter.default({}) });
export type ExportInput = z.infer<typeof ExportInput>;
