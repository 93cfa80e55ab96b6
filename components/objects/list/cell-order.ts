import type { Cell } from '~/server/objects/model/table';

const DURATION = /^(\d+[ywdhms])+$/;
const SECONDS: Record<string, number> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** What a printed cell is sorted by: durations (`3d4h`) in seconds, numbers as such, the rest as text; nothing comes first. */
export function cellOrder(cell: Cell): number | string {
  if (cell === null) return '';
  if (typeof cell === 'number') return cell;
  const text = String(cell);
  if (DURATION.test(text)) return durationSeconds(text);
  return text;
}

const durationSeconds = (text: string): number =>
  [...text.matchAll(/(\d+)([ywdhms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (SECONDS[unit ?? ''] ?? 0),
    0,
  );
