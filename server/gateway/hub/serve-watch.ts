import type { ServerResponse } from 'node:http';
import { takesMore } from '~/server/gateway/members/takes-more';
import { whileAllowed } from '~/server/gateway/members/while-allowed';
import { encoderOf, type HubAsk } from './asked';
import { findEvents, findSince, type HubEvent, toldOf } from './core/find-events';
import { expired } from './core/hub-status';
import { readSelection } from './core/select';
import { followChanges } from './follow-changes';
import type { HubDoorDeps, Sequence } from './ports';
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
  const isFromBegin = from === 0n || query.get('sendInitialEvents') === 'true';
  if (!isFromBegin && (from < stamp.floor || from > stamp.version)) throw new HubRefusal(expired());

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
  await tell(isFromBegin ? findEvents(new Map(), objects, '') : findSince(objects, from));
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

function readVersion(text: string): bigint {
  if (!/^\d{0,18}$/.test(text))
    throw badRequest(`resourceVersion ${JSON.stringify(text.slice(0, 40))} is none of the hub's`);
  return BigInt(text === '' ? 0 : text);
}
