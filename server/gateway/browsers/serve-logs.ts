import { setMaxListeners } from 'node:events';
import type { WebSocket } from 'ws';
import { type Failure, failureOf } from '~/server/kernel/failure';
import { pause } from '~/server/kernel/pause';
import type { LogSource, OpenLogs } from '~/server/objects/model/stream';
import type { PersonActor } from '~/server/teams/model/actor';
import { statusOfFailure } from '../members/core/status-of';
import { findContainers, type PodContainer } from './find-containers';
import { type Following, followContainer } from './follow-container';
import { createPacedNews } from './paced-news';
import type { BrowserDoorDeps } from './ports';

const MOST_CONTAINERS = 60;
const LOOK_AGAIN_MS = 5000;

type Reading = Following & {
  /** Told to the browser by their place in this list. */
  known: Map<string, number>;
};

/** Logs of many containers side by side: one that cannot be read is told, and the others go on. Ends with the last, or `gone`. */
export async function serveLogs(
  deps: BrowserDoorDeps,
  person: PersonActor,
  { socket, gone, open }: { socket: WebSocket; gone: AbortController; open: OpenLogs },
): Promise<void> {
  // each container that is read waits for the same end
  setMaxListeners(0, gone.signal);
  const news = createPacedNews(socket);
  const reading = { deps, person, open, gone, news, known: new Map<string, number>() };
  try {
    await Promise.all(open.sources.map((source) => readSource(reading, source)));
    news.stop();
    if (!gone.signal.aborted) news.tell({ type: 'ended', why: 'exited', detail: '' });
  } finally {
    news.stop();
  }
}

/** All containers of a source, and while it is followed those that come later. */
async function readSource(reading: Reading, source: LogSource): Promise<void> {
  const { deps, person, open, gone, news } = reading;
  const running = new Set<Promise<void>>();
  for (let isFirst = true; !gone.signal.aborted; isFirst = false) {
    try {
      const client = await deps.clientFor(source.cluster, { ...person, action: 'objects.list' });
      const found = await findContainers(client, source, open.container);
      for (const one of found) {
        const work = readNew(reading, one, isFirst).finally(() => running.delete(work));
        running.add(work);
      }
    } catch (error) {
      if (isFirst) news.tell({ type: 'failed', cluster: source.cluster, pod: null, detail: sentenceOf(deps, error) });
    }
    if (!open.follow || 'pod' in source) break;
    await pause(LOOK_AGAIN_MS, gone.signal);
  }
  await Promise.all(running);
}

async function readNew(reading: Reading, one: PodContainer, isFirst: boolean): Promise<void> {
  const { deps, gone, news, known } = reading;
  const key = [one.cluster, one.namespace, one.pod, one.container].join('/');
  if (known.has(key)) return;
  if (known.size >= MOST_CONTAINERS) {
    if (isFirst) news.tell({ type: 'limited', most: MOST_CONTAINERS });
    return;
  }
  const of = known.size;
  known.set(key, of);
  const { cluster, namespace, pod, container } = one;
  news.tell({ type: 'container', ...{ of, cluster, namespace, pod, container } });
  try {
    await followContainer(reading, one, { of, isFirst });
  } catch (error) {
    if (!gone.signal.aborted)
      news.tell({ type: 'failed', cluster: one.cluster, pod: one.pod, detail: sentenceOf(deps, error) });
  }
}

/** Why it cannot be read, in a sentence: of the hub, or in the member's own words. */
function sentenceOf(deps: BrowserDoorDeps, error: unknown): string {
  const failure: Failure | undefined = failureOf(error);
  if (failure) return statusOfFailure(failure).message;
  const said = error instanceof Error ? /"message":"((?:[^"\\]|\\.)*)"/.exec(error.message)?.[1] : undefined;
  if (said === undefined) deps.onTrouble('a log could not be read', error);
  return said === undefined ? 'it cannot be read' : (JSON.parse(`"${said}"`) as string);
}
