import type { Readable } from 'node:stream';

/** What a command in a container is connected to. */
export type Session = {
  /** Ends at once when nobody sends anything. */
  stdin: Readable;
  stdout(bytes: Buffer): void;
  stderr(bytes: Buffer): void;
  /** Calls back with each size of the terminal, the first included. */
  onResize(listener: (size: { width: number; height: number }) => void): void;
  /** Aborted when the other end has gone. */
  gone: AbortSignal;
};

/** What is asked for: which streams, and whether there is a terminal. */
export type StreamOptions = { stdin: boolean; stdout: boolean; stderr: boolean; tty: boolean };

/** How a command came to its end. */
export type Outcome = { exitCode: number } | { failure: string };

export type RunCommand = (session: Session) => Promise<Outcome>;

/** The last word on a command, from protocol v4 on a Status (`k8s.io/apimachinery/pkg/util/remotecommand`). */
export function statusOfOutcome(outcome: Outcome, command: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify({ metadata: {}, ...statusFields(outcome, command) }));
}

function statusFields(outcome: Outcome, command: readonly string[]): object {
  if ('failure' in outcome) {
    const message = `Internal error occurred: error executing command in container: ${outcome.failure}`;
    const details = { causes: [{ message: `error executing command in container: ${outcome.failure}` }] };
    return { status: 'Failure', message, reason: 'InternalError', details, code: 500 };
  }
  const { exitCode } = outcome;
  if (exitCode === 0) return { status: 'Success' };
  const why = `error executing command [${command.join(' ')}], exit code ${exitCode}`;
  return {
    status: 'Failure',
    message: `command terminated with non-zero exit code: ${why}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
  };
}

/** Reads the sizes of a terminal, which arrive as JSON objects one behind the other. */
export function parseSizes(text: string): { width: number; height: number }[] {
  return [...text.matchAll(/\{[^}]*\}/g)].flatMap(([object]) => {
    try {
      const { Width: width = 0, Height: height = 0 } = JSON.parse(object) as { Width?: number; Height?: number };
      return [{ width, height }];
    } catch {
      return [];
    }
  });
}
