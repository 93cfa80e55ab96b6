import { type Answer, answer } from './answer';
import { ApiError, notFound, statusOf } from './api-error';
import { chooseEncoder } from './encode/choose-encoder';
import type { Encoder } from './encode/encoder';
import { listPage } from './read/list';
import { openWatch, type WatchEvent } from './read/watch';
import { storageOf } from './registry';
import type { ApiRequest } from './request';
import { parseListQuery } from './select/query';
import { keyOf, type Store, type Stored } from './store';
import type { ResourceRequest } from './verb';

type Reading = { store: Store; now: () => Date; request: ApiRequest; asked: ResourceRequest };

const encoderOf = ({ request, asked, now }: Reading): Encoder =>
  chooseEncoder({ resource: asked.resource, accept: request.header('accept'), query: request.query, now });

/** The object that a request names; throws 404. */
export function findStored(store: Store, { resource, namespace, name }: ResourceRequest): Stored {
  const found = store.get(storageOf(resource.kind), keyOf(namespace, name));
  if (!found) throw notFound(resource.kind, name);
  return found;
}

export function serveGet(reading: Reading): Answer {
  const encoder = encoderOf(reading);
  return answer(200, ...encoder.one(findStored(reading.store, reading.asked)));
}

export function serveList(reading: Reading): Answer {
  const { resource, namespace } = reading.asked;
  const query = parseListQuery(resource.kind, namespace, '', reading.request.query);
  const encoder = encoderOf(reading);
  return answer(200, ...encoder.list(listPage(reading.store, storageOf(resource.kind), query)));
}

/** A watch that is refused for its age is answered with 200 and an ERROR event, as by the real server's watch cache. */
export function serveWatch(reading: Reading, shareLine: LineSharing): Answer {
  const { store, asked, request } = reading;
  const query = parseListQuery(asked.resource.kind, asked.namespace, asked.name, request.query);
  const encoder = encoderOf(reading);
  const isWhole = !/as=/.test(request.header('accept'));
  const lineOf = isWhole
    ? (event: WatchEvent) => shareLine(encoder, asked, event)
    : ({ type, stored }: WatchEvent) => encoder.event(type, stored);
  return {
    kind: 'stream',
    timeoutSeconds: query.timeoutSeconds,
    bookmark: query.bookmarks ? () => encoder.bookmark(store.revision()) : undefined,
    open(write) {
      try {
        return openWatch(store, storageOf(asked.resource.kind), query, (event) => write(lineOf(event)));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        write(Buffer.from(`${JSON.stringify({ type: 'ERROR', object: statusOf(error) })}\n`));
        return () => {};
      }
    },
  };
}

export type LineSharing = (encoder: Encoder, asked: ResourceRequest, event: WatchEvent) => Buffer;

/** Watchers of one kind hear a change one after the other: the line made for the first is sent to all. */
export function shareLines(): LineSharing {
  let last: { stored: Stored; form: string; line: Buffer } | undefined;
  return (encoder, { resource }, { type, stored }) => {
    const form = `${type} ${resource.version}`;
    if (last?.stored !== stored || last.form !== form) last = { stored, form, line: encoder.event(type, stored) };
    return last.line;
  };
}
