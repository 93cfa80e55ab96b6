import { LabelChips } from '../label-chips';
import { RelativeTime } from '../relative-time';
import { Status } from '../status';
import type { StatusWord } from '../status-words';
import type { DataColumn } from './data-column';

type Head = Omit<DataColumn<never>, 'cell' | 'text'>;

const LOOKS = { plain: '', soft: 'text-ink-soft', strong: 'font-medium', mono: 'font-mono text-xs text-ink-soft' };
const NOTHING = <span className="text-ink-faint">–</span>;

/** A column of words; `full` is what the title and an export say where the cell is shorter. */
export function textColumn<Row>(
  head: Head,
  of: (row: Row) => string | null,
  look: keyof typeof LOOKS = 'plain',
  full: (row: Row) => string | null = of,
): DataColumn<Row> {
  const cell = (row: Row) =>
    of(row) ? (
      <span className={LOOKS[look]} title={full(row) ?? ''}>
        {of(row)}
      </span>
    ) : (
      NOTHING
    );
  return { ...head, cell, text: (row) => full(row) ?? '' };
}

export function statusColumn<Row>(head: Head, of: (row: Row) => StatusWord): DataColumn<Row> {
  return { ...head, cell: (row) => <Status status={of(row)} />, text: of };
}

export function timeColumn<Row>(head: Head, of: (row: Row) => string): DataColumn<Row> {
  return { ...head, cell: (row) => <RelativeTime at={of(row)} className="text-ink-soft" />, text: of };
}

export function labelsColumn<Row>(head: Head, of: (row: Row) => Record<string, string>, none: string): DataColumn<Row> {
  const text = (row: Row) =>
    Object.entries(of(row))
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
  return { ...head, cell: (row) => <LabelChips labels={of(row)} limit={1} none={none} oneLine />, text };
}
