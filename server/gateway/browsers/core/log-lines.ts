import type { LogLine } from '~/server/objects/model/stream';

/** A longer line is cut: one line must not fill a page. */
const MOST_LINE = 16 * 1024;

/**
 * Cuts a log with timestamps into lines as it comes: each begins with its moment and a space. What has none belongs to the
 * moment before it. `push` takes the bytes that came, `rest` what is left at the end.
 */
export function createLogLines(): { push(text: string): LogLine[]; rest(): LogLine[] } {
  let begun = '';
  let before = '';
  const lineOf = (raw: string): LogLine => {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const space = line.indexOf(' ');
    const moment = space === -1 ? line : line.slice(0, space);
    const isMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(moment);
    if (isMoment) before = moment;
    const text = isMoment ? line.slice(moment.length + 1) : line;
    return [before, text.slice(0, MOST_LINE)];
  };
  return {
    push: (text) => {
      const lines = (begun + text).split('\n');
      begun = (lines.pop() ?? '').slice(0, 2 * MOST_LINE);
      return lines.map(lineOf);
    },
    rest: () => (begun === '' ? [] : [lineOf(begun)]),
  };
}
