import type { ServerResponse } from 'node:http';
import { takesMore } from '~/server/gateway/members/takes-more';
import { whileAllowed } from '~/server/gateway/members/while-allowed';
import { encoderOf, type HubAsk } from './asked';
import { findEvents, findSince, goneEvent, type HubEvent, toldOf } from './core/find-events';
import type { HubObject } from './core/hub-object';
import { expired } from './core/hub-status';
import type { HubKind } from './core/kinds';
import { nameMeant, readSelection } from './core/select';
import { followChanges } from './follow-changes';
import type { HubDoorDeps, Sequence, Stamp } from './ports';
import { readShown } from './read-shown';
import { badRequest, HubRefusal } from './refused';

const BOOKMARK_MS = 60_000;
/** A watch that names no end has one after about so long; clients begin another. */
const LONGEST_SECONDS = 3600;

/**
 * What happens to objects in sight, from a version on: every change is told at least as it stands in the end. A watcher whose
 * person may see other things than before is told to list again.
 */
export async function serveWatch(deps: HubDoorDeps, ask: HubAsk, response: ServerResponse): Promise<void> {
  const lost = new AbortController();
  response.once('close', () => lost.abort());
  await whileAllowed(deps, ask.message.headers, lost, () => watch(deps, ask, response, lost.signal));
}

async function watch(deps: HubDoorDeps, ask: HubAsk, response: ServerResponse, lost: AbortSignal): Promise<void> {
  const { kind, query, actor } = ask;
  const [encoder, selected] = [encoderOf(ask), readSelection(query)];
  const from = readVersion(query.get('resourceVersion') ?? '');
  const topic: Sequence = kind.kind === 'Cluster' ? 'clusters' : 'applications';
  const time = AbortSignal.timeout((Number(query.get('timeoutSeconds')) || LONGEST_SECONDS) * 1000);
  // heard of from before the first look on
  const changes = followChanges(deps.live, topic, AbortSignal.any([lost, time]));
  const look = async () => {
    const { objects, stamp } = await readShown(deps, actor, kind);
    return { objects: objects.filter(selected), stamp };
  };
  let { objects, stamp } = await look();
  const begin = beginOf(query, from, stamp);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const send = async (type: string, object: unknown) => {
    if (response.destroyed) return;
    if (!response.write(`${JSON.stringify({ type, object })}\n`)) await takesMore(response);
  };
  const tell = async (events: readonly HubEvent[]) => {
    for (const { type, object } of events) await send(type, encoder.one(object));
  };
  const bookmarks = query.get('allowWatchBookmarks') === 'true';
  const bookmark = (isEnd = false) => send('BOOKMARK', encoder.bookmark(`${stamp.version}`, isEnd));
  await tell(begin(kind.kind, objects));
  if (query.get('sendInitialEvents') === 'true') await bookmark(true);
  let marked = Date.now();
  for await (const _ of changes) {
    const told = toldOf(objects);
    ({ objects, stamp } = await look());
    await tell(findEvents(told, objects, `${stamp.version}`));
    if (!bookmarks || Date.now() - marked < BOOKMARK_MS) continue;
    await bookmark();
    marked = Date.now();
  }
  if (lost.aborted) await send('ERROR', expired());
  else if (bookmarks) await bookmark();
  response.end();
}

/**
 * What a watch is told first. Throws 410 for a version from which nobody can go on; one that means a single name always can,
 * because what became of it is seen: kubectl waits so for an object to be gone, which it may be before it watches.
 */
function beginOf(query: URLSearchParams, from: bigint, { version, floor }: Stamp) {
  const [isOld, only] = [from < floor, nameMeant(query)];
  if (from === 0n || query.get('sendInitialEvents') === 'true')
    return (_: HubKind['kind'], objects: readonly HubObject[]) => findEvents(new Map(), objects, '');
  if (from > version || (isOld && only === undefined)) throw new HubRefusal(expired());
  return (kind: HubKind['kind'], objects: readonly HubObject[]) =>
    isOld && only !== undefined && objects.length === 0
      ? [goneEvent(kind, only, `${version}`, new Date())]
      : findSince(objects, from);
}

function readVersion(text: string): bigint {
  if (!/^\d{0,18}$/.test(text))
    throw badRequest(`resourceVersion ${JSON.stringify(text.slice(0, 40))} is none of the hub's`);
  return BigInt(text === '' ? 0 : text);
}
