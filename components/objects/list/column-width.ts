import type { Cell } from '~/server/objects/model/table';

const LETTER = 7.3;
const AROUND = 30;
const NARROWEST = 72;
const WIDEST = 260;
const LOOKED_AT = 100;

/** Pixels that a column wants: as wide as what is in it, within bounds. */
export function columnWidth(header: string, cells: readonly Cell[]): number {
  const longest = cells
    .slice(0, LOOKED_AT)
    .reduce<number>((most, cell) => Math.max(most, String(cell ?? '').length), header.length);
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, longest * LETTER + AROUND)));
}
