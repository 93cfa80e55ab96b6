import type { WebSocket } from 'ws';
import { type Failure, failureOf } from '~/server/kernel/failure';
import { readAll } from '~/server/kube/request/exchange';
import type { LogSource, OpenLogs } from '~/server/objects/model/stream';
import type { PersonActor } from '~/server/teams/model/actor';
import { statusOfFailure } from '../members/core/status-of';
import { identityOf, memberCall, targetOf } from '../members/member-call';
import { allow } from '../members/serve-member';
import { createLogLines } from './core/log-lines';
import { findContainers, type PodContainer } from './find-containers';
import { podRequest } from './member-target';
import { createPacedNews, type PacedNews } from './paced-news';
import type { BrowserDoorDeps } from './ports';
import { speakAs } from './speak-as';

const MOST_CONTAINERS = 60;
const LOOK_AGAIN_MS = 5000;
const ENDLESS = { deadlineMs: 2 ** 31 - 1, idleMs: 2 ** 31 - 1, headMs: 30_000, maxBytes: Number.POSITIVE_INFINITY };

type Reading = {
  deps: BrowserDoorDeps;
  person: PersonActor;
  open: OpenLogs;
  gone: AbortController;
  news: PacedNews;
  /** Told to the browser by their place in this list. */
  known: Map<string, number>;
};

/** Logs of many containers side by side: one that cannot be read is told, and the others go on. Ends with the last, or `gone`. */
export async function serveLogs(
  deps: BrowserDoorDeps,
  person: PersonActor,
  { socket, gone, open }: { socket: WebSocket; gone: AbortController; open: OpenLogs },
): Promise<void> {
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
  news.tell({ type: 'container', of, ...one });
  try {
    // what began while it was followed is shown from its begin
    await readContainer(reading, one, of, isFirst);
  } catch (error) {
    if (!gone.signal.aborted)
      news.tell({ type: 'failed', cluster: one.cluster, pod: one.pod, detail: sentenceOf(deps, error) });
  }
}

async function readContainer(
  { deps, person, open, gone, news }: Reading,
  { cluster, namespace, pod, container }: PodContainer,
  of: number,
  isFirst: boolean,
): Promise<void> {
  const options = new URLSearchParams({ container, timestamps: 'true' });
  if (open.follow && !open.previous) options.set('follow', 'true');
  if (open.previous) options.set('previous', 'true');
  if (isFirst) options.set('tailLines', String(open.tailLines));
  if (open.sinceSeconds !== undefined) options.set('sinceSeconds', String(open.sinceSeconds));
  const request = podRequest({ cluster, namespace, pod, subresource: 'log' }, options);
  const { actor, requestId } = await allow(deps, person, request);
  const connection = await deps.connectionOf(cluster);
  const asPerson = identityOf(actor, await deps.teamsOf(actor.id));
  const identity = await speakAs(connection, asPerson, request, deps.isInStep);
  await deps.audit.access({ actor, action: 'gateway.logs', target: targetOf(request), requestId });
  const call = { ...memberCall(request, {}, identity), accept: '*/*', limits: ENDLESS, signal: gone.signal };
  const answer = await connection.openWatch(call);
  if (answer.status !== 200) throw new Error((await readAll(answer)).toString('utf8').slice(0, 500));
  const lines = createLogLines();
  const decoder = new TextDecoder();
  for (let chunk = await answer.read(); chunk; chunk = await answer.read())
    news.lines(of, lines.push(decoder.decode(chunk, { stream: true })));
  news.lines(of, lines.rest());
}

/** Why it cannot be read, in a sentence: of the hub, or in the member's own words. */
function sentenceOf(deps: BrowserDoorDeps, error: unknown): string {
  const failure: Failure | undefined = failureOf(error);
  if (failure) return statusOfFailure(failure).message;
  const said = error instanceof Error ? /"message":"((?:[^"\\]|\\.)*)"/.exec(error.message)?.[1] : undefined;
  if (said === undefined) deps.onTrouble('a log could not be read', error);
  return said === undefined ? 'it cannot be read' : (JSON.parse(`"${said}"`) as string);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
