import type { LogLine, LogNews } from '~/server/objects/model/stream';

export type Source = Extract<LogNews, { type: 'container' }>;
/** A line in its place: `of` is its container, `id` is unique while the page is open. */
export type StoredLine = { id: number; of: number; at: string; text: string; isRestart?: true };

/** Kept in the browser; the oldest go first. */
const MOST = 20_000;

/**
 * The lines of many containers in the order of their moments. Batches come sorted by container and late by little, so
 * each line goes in from the end. Lines of the same moment stay in the order in which they came.
 */
export function createLogStore(most = MOST) {
  let lines: StoredLine[] = [];
  let next = 0;
  let forgotten = 0;
  const put = (line: StoredLine) => {
    let place = lines.length;
    while (place > 0 && (lines[place - 1]?.at ?? '') > line.at) place -= 1;
    if (place === lines.length) lines.push(line);
    else lines.splice(place, 0, line);
  };
  return {
    add: (of: number, batch: readonly LogLine[]) => {
      for (const [at, text] of batch) put({ id: next++, of, at, text });
      if (lines.length <= most) return;
      forgotten += lines.length - most;
      lines = lines.slice(-most);
    },
    /** Its container runs anew from here on. */
    restart: (of: number, at: string) => put({ id: next++, of, at, text: '', isRestart: true }),
    lines: (): readonly StoredLine[] => lines,
    forgotten: () => forgotten,
  };
}

/** The first line at or after a moment; the last one when all are before it. */
export function lineAt(lines: readonly StoredLine[], moment: string): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.at ?? '') < moment) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, Math.max(0, lines.length - 1));
}

/** The places of a text in a line, without regard to case. */
export function findIn(text: string, wanted: string): [from: number, to: number][] {
  if (wanted === '') return [];
  const found: [number, number][] = [];
  const [lower, needle] = [text.toLowerCase(), wanted.toLowerCase()];
  for (let at = lower.indexOf(needle); at !== -1; at = lower.indexOf(needle, at + needle.length))
    found.push([at, at + needle.length]);
  return found;
}
