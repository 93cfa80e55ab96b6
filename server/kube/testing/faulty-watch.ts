import type { ServerResponse } from 'node:http';
import { answerJson, type Script, statusOf } from './scripted-member';

/** What may happen to a watch; `change` and `delete` are what should reach the other side through all the rest. */
export const WATCH_STEPS = [
  'change',
  'delete',
  'bookmark',
  'duplicate',
  'end',
  'cut',
  'reset',
  'garbage',
  'gone',
] as const;
export type WatchStep = (typeof WATCH_STEPS)[number];

/** A member that remembers its objects and their history, and whose newest watch suffers the steps of a test. */
export function createFaultyWatch(): {
  script: Script;
  held: Map<string, string>;
  take(step: WatchStep, name: string): void;
} {
  const held = new Map([['a', '1']]);
  const history: { at: number; line: string }[] = [];
  let stream: ServerResponse | undefined;
  let version = 10;
  let compactedAt = 0;

  const record = (type: string, name: string) => {
    const resourceVersion = String(++version);
    if (type === 'DELETED') held.delete(name);
    else held.set(name, resourceVersion);
    const line = `${JSON.stringify({ type, object: { metadata: { name, resourceVersion } } })}\n`;
    history.push({ at: version, line });
    return line;
  };
  const watch = (from: number, response: ServerResponse) => {
    if (from < compactedAt) return answerJson(response, statusOf(410, 'Expired'), 410);
    response.writeHead(200).flushHeaders();
    for (const { at, line } of history) if (at > from) response.write(line);
    stream = response;
  };
  const steps: Record<WatchStep, (name: string) => unknown> = {
    change: (name) => stream?.write(record('MODIFIED', name)),
    delete: (name) => stream?.write(record('DELETED', name)),
    bookmark: () => stream?.write(`{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"${version}"}}}\n`),
    duplicate: () => stream?.write(history.at(-1)?.line ?? '\n'),
    end: () => stream?.end(),
    cut: (name) => stream?.end(record('MODIFIED', name).slice(0, 20)),
    reset: () => stream?.destroy(),
    garbage: (name) => stream?.write(`${record('MODIFIED', name).slice(0, 20)}\n`),
    gone: () => {
      compactedAt = ++version;
      stream?.destroy();
    },
  };
  return {
    held,
    take(step, name) {
      // nothing reaches a stream that is over: the next one replays it
      if (stream?.writableEnded || stream?.destroyed) stream = undefined;
      steps[step](name);
    },
    script({ url }, response) {
      const query = new URLSearchParams(url.split('?')[1]);
      if (query.has('watch')) return watch(Number(query.get('resourceVersion')), response);
      const items = [...held].map(([name, resourceVersion]) => ({ metadata: { name, resourceVersion } }));
      answerJson(response, { metadata: { resourceVersion: String(version) }, items });
    },
  };
}
