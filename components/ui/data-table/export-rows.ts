import { type QueryClient, type QueryKey, skipToken } from '@tanstack/react-query';
import type { Sort } from './data-column';
import { type TextColumn, toCsv } from './to-csv';
import type { LoadWindow } from './use-table-pages';

export type ExportFormat = 'csv' | 'yaml';
const STEP = 500;
/** More rows than a person reads; beyond it the API is the right door. */
export const EXPORT_LIMIT = 20_000;

/** Every row that answers the question, page by page, up to the limit. */
export async function fetchAllRows<Row, Key extends QueryKey>(
  client: QueryClient,
  load: LoadWindow<Row, Key>,
  question: { sort: Sort | undefined; text: string },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let offset = 0; offset < EXPORT_LIMIT; offset += STEP) {
    const { queryKey, queryFn } = load({ ...question, offset, limit: STEP });
    if (queryFn === undefined || queryFn === skipToken) return rows;
    const page = await client.fetchQuery({ queryKey, queryFn, gcTime: 0 });
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) return rows;
  }
  return rows;
}

/** Hands rows to the person as a file; YAML carries each row whole, CSV the columns that are shown. */
export async function saveRows<Row>(name: string, format: ExportFormat, columns: TextColumn<Row>[], rows: Row[]) {
  const text = format === 'csv' ? toCsv(columns, rows) : (await import('yaml')).stringify(rows);
  const url = URL.createObjectURL(new Blob([text], { type: format === 'csv' ? 'text/csv' : 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
