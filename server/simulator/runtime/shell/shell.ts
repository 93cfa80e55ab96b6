import path from 'node:path/posix';
import type { Readable } from 'node:stream';
import type { Container } from '~/server/simulator/runtime/container';
import type { FileSystem } from './file-system';

/** Where a command runs: a container, and the state of the shell it was started from. */
export type Shell = {
  container: Container;
  files: FileSystem;
  now(): Date;
  folder: string;
  variables: Map<string, string>;
  lastExit: number;
  /** Set by `exit`. */
  isOver: boolean;
};

export type Streams = { stdin: Readable; stdout(bytes: Buffer): void; stderr(bytes: Buffer): void; gone: AbortSignal };

/** A command of the container: its arguments without its name; answers its exit code. */
export type Command = (args: string[], streams: Streams, shell: Shell) => Promise<number> | number;

/** A fresh shell in a container, with the environment that its program has. */
export function openShell(container: Container, files: FileSystem, now: () => Date): Shell {
  const variables = new Map([
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    ['HOSTNAME', container.hostname],
    ['HOME', '/root'],
    ['KUBERNETES_SERVICE_HOST', '10.96.0.1'],
    ['KUBERNETES_SERVICE_PORT', '443'],
    ...Object.entries(container.env),
  ]);
  return { container, files, now, folder: '/', variables, lastExit: 0, isOver: false };
}

/** A path as it is meant from the folder of the shell. */
export const resolvePath = ({ folder }: Shell, file: string): string => path.resolve(folder, file);

export const say = (write: (bytes: Buffer) => void, text: string): void => write(Buffer.from(`${text}\n`));

/** What a command may hold: all of a container's files are in memory. */
const ROOM_BYTES = 2 ** 30;

/** Pieces up to the room that there is; throws as a full disk does. */
export function gather(): { add(bytes: Buffer): void; all(): Buffer } {
  const chunks: Buffer[] = [];
  let room = ROOM_BYTES;
  return {
    add: (bytes) => {
      room -= bytes.length;
      if (room < 0) throw new Error('write error: No space left on device');
      chunks.push(bytes);
    },
    all: () => Buffer.concat(chunks),
  };
}

export async function readAll(stdin: Readable): Promise<Buffer> {
  const gathered = gather();
  for await (const chunk of stdin) gathered.add(Buffer.from(chunk));
  return gathered.all();
}
