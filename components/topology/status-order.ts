import type { StatusCounts } from '~/server/topology/model/places';
import { STATUS_WORDS, type StatusWord } from '../ui/status-words';

/** Counts in order of gravity, gravest first, without what is zero. */
export function inOrder(counts: StatusCounts): { status: StatusWord; count: number }[] {
  return STATUS_WORDS.map((status) => ({ status, count: counts[status] ?? 0 })).filter(({ count }) => count > 0);
}

export const sumOf = (counts: StatusCounts): number => inOrder(counts).reduce((sum, { count }) => sum + count, 0);
