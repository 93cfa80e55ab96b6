import type { ServerResponse } from 'node:http';
import { encoderOf, type HubAsk, sendJson } from './asked';
import { cutPage } from './core/cut-page';
import { notFound } from './core/hub-status';
import { readSelection } from './core/select';
import type { HubDoorDeps } from './ports';
import { readShown } from './read-shown';
import { badRequest, HubRefusal } from './refused';

/** One object, or a page of those that are in sight. */
export async function serveRead(deps: HubDoorDeps, ask: HubAsk, response: ServerResponse): Promise<void> {
  const { kind, name, query, actor } = ask;
  const encoder = encoderOf(ask);
  if (name !== undefined) {
    const [object] = (await readShown(deps, actor, kind, name)).objects;
    if (!object) throw new HubRefusal(notFound({ kind, name }));
    return sendJson(response, 200, encoder.one(object));
  }
  const selected = readSelection(query);
  const { objects, stamp } = await readShown(deps, actor, kind);
  const page = cutPage(objects.filter(selected), {
    limit: Number(query.get('limit')) || 0,
    token: query.get('continue') ?? '',
    version: `${stamp.version}`,
  });
  if (!page) throw badRequest('this continue token is none of the hub');
  sendJson(response, 200, encoder.list(page.items, page.metadata));
}
