import { z } from 'zod';
import { ClusterNameText, Instant } from '~/server/clusters/model/names';
import { KindRef, Segment } from './ref';

const Selector = z.string().max(2000);

/** A page of a member's own table. `continue` is the member's token: it expires, and the list then begins again. */
export const ObjectListInput = z.strictObject({
  cluster: ClusterNameText,
  kind: KindRef,
  namespace: Segment.optional(),
  labelSelector: Selector.optional(),
  fieldSelector: Selector.optional(),
  limit: z.int().min(1).max(500).default(100),
  continue: z.string().max(16_384).optional(),
});
export type ObjectListInput = z.infer<typeof ObjectListInput>;

/** A column as the server prints it; priority 0 is shown, others when asked for. */
export const TableColumn = z.object({ name: z.string(), type: z.string(), priority: z.number() });

export const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof Cell>;

export const ObjectTableRow = z.object({
  name: z.string(),
  namespace: z.string().nullable(),
  uid: z.string(),
  createdAt: Instant,
  labels: z.record(z.string(), z.string()),
  cells: z.array(Cell),
});
export type ObjectTableRow = z.infer<typeof ObjectTableRow>;

export const ObjectTable = z.object({
  columns: z.array(TableColumn),
  rows: z.array(ObjectTableRow),
  continue: z.string().nullable(),
  /** How many more there are, where the member says so. */
  remaining: z.int().nullable(),
  /** When the member answered. */
  asOf: Instant,
});
export type ObjectTable = z.infer<typeof ObjectTable>;
