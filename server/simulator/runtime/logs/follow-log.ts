import type { Container, Run } from '~/server/simulator/runtime/container';
import type { LogOptions } from './log-options';
import { limited, readLog, writeLines } from './read-log';
import { linesBetween } from './write-lines';

const LOOK_EVERY_MS = 200;

type Following = {
  options: LogOptions;
  run: Run;
  now(): Date;
  /** The container as it is by now; undefined when its pod has gone. */
  look(): Container | undefined;
  write(bytes: Buffer): void;
  end(): void;
};

/** Writes a log as it grows, until its run ends, the pod goes or the limit is reached. Returns how to stop. */
export function followLog(container: Container, { options, run, now, look, write, end }: Following): () => void {
  let seen = now();
  let left = options.limitBytes ?? Number.POSITIVE_INFINITY;
  const send = ({ bytes, isFull }: { bytes: Buffer; isFull: boolean }) => {
    left -= bytes.length;
    if (bytes.length > 0) write(bytes);
    return isFull;
  };
  const stop = () => clearInterval(timer);
  const finish = () => {
    stop();
    end();
  };
  const timer = setInterval(() => {
    const present = look();
    const current = present && [present.run, present.previous].find((known) => known?.restart === run.restart);
    const until = now();
    const ended = current === undefined || current.finishedAt !== undefined;
    const lines = linesBetween(container, current ?? run, seen, until);
    seen = until;
    if (send(limited(writeLines(lines, options.timestamps), left)) || ended) finish();
  }, LOOK_EVERY_MS);
  if (send(readLog(container, run, options, seen)) || run.finishedAt) setImmediate(finish);
  return stop;
}
