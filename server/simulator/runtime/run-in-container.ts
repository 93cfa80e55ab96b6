import type { Container } from './container';
import { COMMANDS } from './shell/commands';
import { type FileSystem, seedFiles } from './shell/file-system';
import { findCommand, runCommand } from './shell/run-script';
import { runTerminal, withReturns } from './shell/run-terminal';
import { openShell } from './shell/shell';
import type { RunCommand } from './streams/session';

/** Runs commands in containers, each with its own files, which live as long as its pod's uid is asked for. */
export type ContainerRuntime = {
  exec(container: Container, command: readonly string[], tty: boolean): RunCommand;
};

/** Files are kept of this many containers, those used last. */
const MOST_CONTAINERS = 200;

export function createContainerRuntime(now: () => Date): ContainerRuntime {
  const known = new Map<string, FileSystem>();
  const filesOf = (container: Container): FileSystem => {
    const id = `${container.uid}/${container.name}/${container.run?.restart}`;
    const files = known.get(id) ?? seedFiles(container, [...Object.keys(COMMANDS), 'sh']);
    known.delete(id);
    known.set(id, files);
    const [oldest] = known.keys();
    if (known.size > MOST_CONTAINERS && oldest !== undefined) known.delete(oldest);
    return files;
  };
  return {
    exec(container, command, tty) {
      return async ({ onResize: _size, ...streams }) => {
        const [name = '', ...args] = command;
        if (!findCommand(name, container)) return { failure: notFound(name) };
        const shell = openShell(container, filesOf(container), now);
        if (tty && isInteractive(name, args)) return { exitCode: await runTerminal(streams, shell) };
        return {
          exitCode: await runCommand(name, args, tty ? { ...streams, ...withReturns(streams) } : streams, shell),
        };
      };
    },
  };
}

const isInteractive = (name: string, args: readonly string[]) =>
  /(^|\/)(sh|ash|bash)$/.test(name) && args.every((one) => one === '-i' || one === '-l');

/** The words of containerd and runc. */
const notFound = (name: string) =>
  `failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: exec: "${name}": executable file not found in $PATH: unknown`;
