import { badRequest } from '~/server/simulator/api/api-error';
import type { Container, Run } from '~/server/simulator/runtime/container';
import type { LogOptions } from './log-options';
import { beginOf, type LogLine, lastLines, linesBetween } from './write-lines';

/** The run whose log is meant; throws the kubelet's words when there is none (`validateContainerLogStatus`). */
export function findLoggedRun(container: Container, previous: boolean): Run {
  const { name, pod, waiting, run } = container;
  if (previous) {
    if (container.previous) return container.previous;
    throw badRequest(`previous terminated container "${name}" in pod "${pod}" not found`);
  }
  if (run) return run;
  const place = `container "${name}" in pod "${pod}" is waiting to start`;
  if (waiting === undefined) throw badRequest(`${place} - no logs yet`);
  throw badRequest(`${place}: ${WHY[waiting] ?? waiting}`);
}

const WHY: Record<string, string> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

/** What has been written up to now of what is asked for, as bytes, and whether more may follow under its limit. */
export function readLog(
  container: Container,
  run: Run,
  options: LogOptions,
  now: Date,
): { bytes: Buffer; isFull: boolean } {
  const from = new Date(Math.max(beginOf(run, now).getTime(), sinceOf(options, now)));
  const lines =
    options.tailLines === undefined
      ? linesBetween(container, run, from, now)
      : lastLines(container, run, { from, to: now }, options.tailLines);
  return limited(writeLines(lines, options.timestamps), options.limitBytes);
}

/** Cut where the limit is, in the middle of a line if need be. */
export function limited(bytes: Buffer, limit = Number.POSITIVE_INFINITY): { bytes: Buffer; isFull: boolean } {
  return bytes.length >= limit ? { bytes: bytes.subarray(0, limit), isFull: true } : { bytes, isFull: false };
}

/** Lines as they are sent, with their times in front when asked for (RFC 3339 with nanoseconds). */
export function writeLines(lines: Iterable<LogLine>, timestamps: boolean): Buffer {
  const texts: string[] = [];
  for (const { at, text } of lines)
    texts.push(timestamps ? `${at.toISOString().slice(0, 23)}000000Z ${text}\n` : `${text}\n`);
  return Buffer.from(texts.join(''));
}

function sinceOf({ sinceSeconds, sinceTime }: LogOptions, now: Date): number {
  if (sinceSeconds !== undefined) return now.getTime() - sinceSeconds * 1000;
  return sinceTime?.getTime() ?? Number.NEGATIVE_INFINITY;
}
