/** One moment of a recording: what was shown or typed, another size, or a note of the hub's. */
export type CastMoment = { at: number; code: string; data: string };
export type Cast = { width: number; height: number; moments: CastMoment[]; seconds: number };

/** Pauses are cut to this many seconds. */
const LONGEST_PAUSE = 2;

/** Reads asciicast v2, as far as it can be read: a recording that broke off may end within a line. */
export function parseCast(text: string): Cast {
  const [head = '', ...rest] = text.split('\n');
  const { width = 80, height = 24 } = (parsed(head) ?? {}) as { width?: number; height?: number };
  const moments: CastMoment[] = [];
  let [real, shown] = [0, 0];
  for (const line of rest) {
    const event = parsed(line);
    if (!Array.isArray(event)) continue;
    const [seconds, code, data] = event as [number, string, string];
    shown += Math.min(Math.max(0, seconds - real), LONGEST_PAUSE);
    real = seconds;
    moments.push({ at: shown, code, data });
  }
  return { width, height, moments, seconds: shown };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** How many moments have passed at a second. */
export function momentsUntil(moments: readonly CastMoment[], second: number): number {
  const next = moments.findIndex(({ at }) => at > second);
  return next === -1 ? moments.length : next;
}

/** Columns and rows of a change of size; undefined where they are none. */
export function sizeOf(data: string): [columns: number, rows: number] | undefined {
  const [, columns, rows] = /^(\d{1,4})x(\d{1,4})$/.exec(data) ?? [];
  return columns && rows ? [Number(columns), Number(rows)] : undefined;
}
