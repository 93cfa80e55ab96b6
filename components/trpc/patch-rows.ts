type Rows<Row> = { rows: Row[] };

/** The page with changed rows in the places of those with their keys; the very same page when it shows none of them. */
export function patchRows<Row, Page extends Rows<Row>>(
  page: Page,
  changed: ReadonlyMap<string, Row>,
  keyOf: (row: Row) => string,
): Page {
  if (!page.rows.some((row) => changed.has(keyOf(row)))) return page;
  return { ...page, rows: page.rows.map((row) => changed.get(keyOf(row)) ?? row) };
}
