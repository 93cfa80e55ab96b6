import { badRequest } from '~/server/simulator/api/api-error';
import type { KubeObject } from '~/server/simulator/api/object';
import { isTrue } from '~/server/simulator/api/select/query';
import { connectPort } from './answer-port';
import { type Container, containerNames, readContainer } from './container';
import { attachToLog } from './logs/attach-log';
import type { ContainerRuntime } from './run-in-container';
import type { Connection } from './streams/serve-connection';
import type { RunCommand, StreamOptions } from './streams/session';

type Planning = { runtime: ContainerRuntime; now: () => Date };

/** A command in a container; throws 400 when no stream at all is wanted. */
export function planCommand(
  { runtime, now }: Planning,
  container: Container,
  wanted: { options: StreamOptions; command: readonly string[]; isAttached: boolean },
): Connection {
  const { options, command, isAttached } = wanted;
  if (!options.stdin && !options.stdout && !options.stderr)
    throw badRequest('you must specify at least 1 of stdin, stdout, stderr');
  const run: RunCommand = isAttached ? attachToLog(container, now) : runtime.exec(container, command, options.tty);
  return { kind: 'command', options, command, run };
}

/** The ports of a pod, as far as its containers listen. */
export function planPorts(pod: KubeObject, query: URLSearchParams): Connection {
  const containers = containerNames(pod).flatMap((name) => readContainer(pod, name) ?? []);
  const ports = query
    .getAll('ports')
    .concat(query.getAll('port'))
    .flatMap((text) => text.split(',').map(Number));
  return { kind: 'ports', ports, connect: (port, stream) => connectPort(containers, port, stream) };
}

/** The streams that a query asks for, by the names that the API or the kubelet has for them. */
export function readStreamOptions(query: URLSearchParams): StreamOptions {
  const asked = (...names: string[]) => names.some((name) => isTrue(query.get(name)));
  return {
    stdin: asked('stdin', 'input'),
    stdout: asked('stdout', 'output'),
    stderr: asked('stderr', 'error'),
    tty: asked('tty'),
  };
}
