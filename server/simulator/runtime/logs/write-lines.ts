import type { Container, Run } from '~/server/simulator/runtime/container';
import { chanceOf, programOf } from './program';

export type LogLine = { at: Date; text: string };

/** A log is rotated when it is as old as this; older lines are gone. */
const KEPT_MS = 6 * 3_600_000;

/** From when on a run's log can be read at some time. */
export function beginOf(run: Run, now: Date): Date {
  return new Date(Math.max(run.startedAt.getTime(), (run.finishedAt ?? now).getTime() - KEPT_MS));
}

/**
 * What a run has written in [from, to), oldest first. The same lines come out whenever they are asked for: they follow
 * from the pod's uid and the time.
 */
export function* linesBetween(container: Container, run: Run, from: Date, to: Date): Generator<LogLine> {
  const program = programOf(container);
  const [start, end] = [run.startedAt.getTime(), Math.min(to.getTime(), run.finishedAt?.getTime() ?? to.getTime())];
  const first = from.getTime();
  const within = ({ at }: LogLine) => at.getTime() >= first && at.getTime() < to.getTime();
  const last = (run.finishedAt?.getTime() ?? Number.POSITIVE_INFINITY) - 1;
  const begun = program
    .begin(container)
    .map((text, index) => ({ at: new Date(Math.min(last, start + 40 + index * 3)), text }));
  yield* begun.filter(within);
  const stretch = (at: number) => Math.max(0, Math.floor((at - start) / program.everyMs));
  for (let index = stretch(first); index <= stretch(end); index++) {
    const random = chanceOf(container, run, index);
    const at = new Date(start + index * program.everyMs + random.whole(60, program.everyMs - 1));
    if (at.getTime() >= end) return yield* farewell(container, run, within);
    const line = { at, text: program.work(container, at, random) };
    if (within(line)) yield line;
  }
  yield* farewell(container, run, within);
}

/** The last words stand in the millisecond before the end. */
function* farewell(container: Container, run: Run, within: (line: LogLine) => boolean): Generator<LogLine> {
  if (!run.finishedAt) return;
  const at = new Date(run.finishedAt.getTime() - 1);
  const texts = programOf(container).end(container, run.exitCode ?? 0);
  yield* texts.map((text) => ({ at, text })).filter(within);
}

/** The last lines of what a run has written in [from, to). */
export function lastLines(container: Container, run: Run, range: { from: Date; to: Date }, count: number): LogLine[] {
  const { everyMs } = programOf(container);
  const end = Math.min(range.to.getTime(), (run.finishedAt ?? range.to).getTime());
  for (let reach = (count + 8) * everyMs; ; reach *= 2) {
    const from = new Date(Math.max(range.from.getTime(), end - reach));
    const lines = [...linesBetween(container, run, from, range.to)];
    if (lines.length >= count || from <= range.from) return count === 0 ? [] : lines.slice(-count);
  }
}
