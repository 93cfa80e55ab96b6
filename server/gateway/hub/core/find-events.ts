import { type HubObject, headOf, timeOf } from './hub-object';
import type { HubKind } from './kinds';

export type HubEvent = { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: HubObject };

/** What a watcher was told of, by uid. */
export type Told = ReadonlyMap<string, HubObject>;

/** What is new to a watcher. A version alone tells nothing: then something changed that is not in their sight. */
export function findEvents(told: Told, now: readonly HubObject[], version: string): HubEvent[] {
  const here = new Set(now.map(({ metadata }) => metadata.uid));
  const gone = [...told.values()].filter(({ metadata }) => !here.has(metadata.uid));
  const events = now.flatMap((object): HubEvent[] => {
    const before = told.get(object.metadata.uid);
    if (!before) return [{ type: 'ADDED', object }];
    return isShownAlike(before, object) ? [] : [{ type: 'MODIFIED', object }];
  });
  return [
    ...gone.map((object): HubEvent => ({ type: 'DELETED', object: withVersion(object, version) })),
    ...events,
  ].toSorted((a, b) => numberOf(a.object) - numberOf(b.object));
}

/** What happened since a version to a watcher that knows everything up to it. */
export function findSince(now: readonly HubObject[], from: bigint): HubEvent[] {
  return now
    .filter((object) => numberOf(object) > Number(from))
    .map((object): HubEvent => ({ type: object.metadata.generation === 1 ? 'ADDED' : 'MODIFIED', object }))
    .toSorted((a, b) => numberOf(a.object) - numberOf(b.object));
}

/** The last word about an object that is not here any more, of which a watcher knows the name alone. */
export const goneEvent = (kind: HubKind['kind'], name: string, resourceVersion: string, now: Date): HubEvent => {
  const metadata = { name, uid: '', creationTimestamp: timeOf(now.toISOString()), resourceVersion };
  return { type: 'DELETED', object: { ...headOf(kind), metadata, spec: {} } };
};

export const toldOf = (objects: readonly HubObject[]): Told =>
  new Map(objects.map((object) => [object.metadata.uid, object]));

const numberOf = ({ metadata }: HubObject) => Number(metadata.resourceVersion ?? 0);
const withVersion = (object: HubObject, resourceVersion: string): HubObject => ({
  ...object,
  metadata: { ...object.metadata, resourceVersion },
});
const isShownAlike = (one: HubObject, other: HubObject) =>
  JSON.stringify(withVersion(one, '')) === JSON.stringify(withVersion(other, ''));
