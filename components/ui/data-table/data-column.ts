import type { ReactNode } from 'react';

/** One column of a table over rows that live on the server. */
export type DataColumn<Row> = {
  id: string;
  header: string;
  /** Pixels; the column with `grow` takes what is left over. */
  width: number;
  grow?: boolean;
  align?: 'end';
  /** The server's name for sorting by this column; without it the column cannot be sorted. */
  sortBy?: string;
  /** Where rooms are narrow this column goes before those with a higher number; without one it stays. */
  leaves?: number;
  /** Not shown until a person chooses it. */
  hidden?: boolean;
  cell: (row: Row) => ReactNode;
  /** The cell as plain text, for export. */
  text: (row: Row) => string;
};

export type Sort = { by: string; descending: boolean };

/** What a table asks its source for; filters and scope are the source's own. */
export type Window = { sort: Sort | undefined; text: string; offset: number; limit: number };
export type Page<Row> = { rows: Row[]; total: number };

/** Widest field first would starve names on small screens; so a table says how wide it must be at least. */
export const minimumWidth = (columns: { width: number }[]): number =>
  columns.reduce((sum, column) => sum + column.width, 0);
