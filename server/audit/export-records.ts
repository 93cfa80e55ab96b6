import type { Sight } from '~/server/teams/model/sight';
import { csvHead, csvLine, jsonLine } from './core/export-line';
import type { ExportInput } from './model/record';
import type { RecordReader } from './ports';

/** About as much as one write to a socket takes. */
const CHUNK = 32_768;

/** The records in sight that fit the filter, the newest first, as the text of a file, piece by piece. */
export async function* exportRecords(records: RecordReader, sight: Sight, input: ExportInput): AsyncGenerator<string> {
  const isCsv = input.format === 'csv';
  let chunk = isCsv ? csvHead() : '';
  for await (const row of records.each(sight, input.filter)) {
    chunk += isCsv ? csvLine(row) : jsonLine(row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
