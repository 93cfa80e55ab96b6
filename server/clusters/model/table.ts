import { z } from 'zod';

/** The question every list answers in SQL: which page, in which order, of what matches. */
export function tableInput<Columns extends [string, ...string[]], Filter extends z.ZodType>(
  columns: Columns,
  filter: Filter,
) {
  return z.strictObject({
    sort: z.strictObject({ by: z.enum(columns), descending: z.boolean() }).optional(),
    filter: filter.optional(),
    offset: z.int().min(0).max(1_000_000).default(0),
    limit: z.int().min(1).max(500).default(100),
  });
}

/** One page. `total` counts every match; `lastEventId` is where a live subscription continues from. */
export function tablePage<Row extends z.ZodType>(row: Row) {
  return z.object({ rows: z.array(row), total: z.int(), lastEventId: z.string() });
}

export const SearchText = z.string().max(200);
