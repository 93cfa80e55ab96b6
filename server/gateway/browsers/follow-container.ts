import { isRefusedWith } from '~/server/kernel/failure';
import { pause } from '~/server/kernel/pause';
import { readAll } from '~/server/kube/request/exchange';
import type { OpenLogs } from '~/server/objects/model/stream';
import type { PersonActor } from '~/server/teams/model/actor';
import { identityOf, memberCall, targetOf } from '../members/member-call';
import { allow } from '../members/serve-member';
import { type ContainerRun, containerRun } from './core/container-run';
import { createLogLines } from './core/log-lines';
import { PODS, type PodContainer } from './find-containers';
import { podRequest } from './member-target';
import type { PacedNews } from './paced-news';
import type { BrowserDoorDeps } from './ports';
import { speakAs } from './speak-as';

export type Following = {
  deps: BrowserDoorDeps;
  person: PersonActor;
  open: OpenLogs;
  gone: AbortController;
  news: PacedNews;
};

const ENDLESS = { deadlineMs: 2 ** 31 - 1, idleMs: 2 ** 31 - 1, headMs: 30_000, maxBytes: Number.POSITIVE_INFINITY };
const LOOK_AGAIN_MS = 2000;

type Told = {
  of: number;
  /** What began while it was followed is shown from its begin. */
  isFirst: boolean;
};

/** One container's log; while it is followed, that of each run after it too, until its pod is over or gone. */
export async function followContainer(following: Following, one: PodContainer, { of, isFirst }: Told): Promise<void> {
  const { open, gone } = following;
  let read: Read = { restarts: one.restarts, last: '' };
  read.last = await readRun(following, one, { of, from: isFirst ? { tailLines: open.tailLines } : {} });
  if (!open.follow || open.previous) return;
  while (!gone.signal.aborted) {
    const run = await runNow(following, one);
    if (!run || run.isOver) return;
    if (run.startedAt !== null) read = await readOn(following, one, { of, read, run });
    await pause(LOOK_AGAIN_MS, gone.signal);
  }
}

type Read = { restarts: number; last: string };
type Onward = { of: number; read: Read; run: ContainerRun };

/** The log of the run of now: from its begin, or, where only the stream had broken off, from where that was. */
async function readOn(following: Following, one: PodContainer, { of, read, run }: Onward): Promise<Read> {
  const isAnew = run.restarts !== read.restarts;
  if (isAnew && run.startedAt !== null) following.news.restarted(of, run.startedAt);
  const from = isAnew || read.last === '' ? {} : { sinceTime: read.last };
  const last = await readRun(following, one, { of, from });
  return { restarts: run.restarts, last: last || read.last };
}

/** How it is now; undefined when its pod is gone, or another one has its name. */
async function runNow({ deps, person }: Following, one: PodContainer): Promise<ContainerRun | undefined> {
  try {
    const client = await deps.clientFor(one.cluster, { ...person, action: 'objects.list' });
    const pod = await client.get(PODS, { namespace: one.namespace, name: one.pod });
    return pod.metadata.uid === one.uid ? containerRun(pod, one.container) : undefined;
  } catch (error) {
    if (isRefusedWith(error, 404)) return undefined;
    throw error;
  }
}

type Run = { of: number; from: { tailLines?: number; sinceTime?: string } };

/** The log of one run to its end; answers the moment of the last line, empty without one. */
async function readRun(
  { deps, person, open, gone, news }: Following,
  one: PodContainer,
  { of, from }: Run,
): Promise<string> {
  const { cluster, namespace, pod, container } = one;
  const options = new URLSearchParams({ container, timestamps: 'true' });
  if (open.follow && !open.previous) options.set('follow', 'true');
  if (open.previous) options.set('previous', 'true');
  if (from.tailLines !== undefined) options.set('tailLines', String(from.tailLines));
  if (from.sinceTime !== undefined) options.set('sinceTime', from.sinceTime);
  else if (open.sinceSeconds !== undefined) options.set('sinceSeconds', String(open.sinceSeconds));
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
  let last = '';
  const tell = (some: ReturnType<typeof lines.push>) => {
    // API servers know whole seconds: what was told of the second from which it is taken up is not told again
    const fresh = from.sinceTime === undefined ? some : some.filter(([at]) => at > (from.sinceTime ?? ''));
    last = fresh.at(-1)?.[0] ?? last;
    news.lines(of, fresh);
  };
  for (let chunk = await answer.read(); chunk; chunk = await answer.read())
    tell(lines.push(decoder.decode(chunk, { stream: true })));
  tell(lines.rest());
  return last;
}
