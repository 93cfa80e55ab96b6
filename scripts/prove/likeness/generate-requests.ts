import fc from 'fast-check';
import type { Subject } from './subject';

type Json = { [field: string]: unknown };

/** A request about one of the objects of a round; the namespace is put in when it is sent. */
export type Request = {
  method: string;
  name: string;
  subresource: string;
  query: string;
  type?: string;
  body?: unknown;
};

const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';

const name = fc.constantFrom('one', 'two');
const manager = fc.constantFrom('alpha', 'beta', 'gamma');
const labelsOf = (minKeys: number) =>
  fc.dictionary(
    fc.constantFrom('app', 'tier', 'example.com/team'),
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom('a', 'b', '') },
      { weight: 1, arbitrary: fc.constant('no good') },
    ),
    {
      minKeys,
      maxKeys: 2,
    },
  );
const metaOf = (minKeys: number) =>
  fc.record({ labels: labelsOf(minKeys), annotations: labelsOf(minKeys) }, { requiredKeys: [] });
const mostly = (value: string) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constant(value) });
const queryOf = (parts: Record<string, string>) =>
  new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== '')).toString();

function withHead(subject: Subject, { metadata, ...fields }: Json): Json {
  return { apiVersion: subject.apiVersion, kind: subject.kind, metadata, ...fields };
}

type Meta = fc.Arbitrary<{ labels?: object; annotations?: object }>;
type Weighted = { weight: number; arbitrary: fc.Arbitrary<Request> };

const written = fc.record({ dryRun: mostly('All'), fieldManager: manager });
const plain = { subresource: '' };

/** One request of any kind about a subject; weights keep objects alive long enough to be changed. */
export function requestArbitrary(subject: Subject): fc.Arbitrary<Request> {
  const meta = metaOf(subject.custom ? 1 : 0);
  const read = name.map((object) => ({ ...plain, method: 'GET', name: object, query: '' }));
  const remove = fc
    .tuple(name, mostly('All'), fc.constantFrom('', 'Background', 'Foreground', 'Orphan'))
    .map(([object, dryRun, propagationPolicy]) => ({
      ...plain,
      method: 'DELETE',
      name: object,
      query: queryOf({ dryRun, propagationPolicy }),
    }));
  return fc.oneof(
    ...wholeRequests(subject, meta),
    ...patchRequests(subject, meta),
    ...doorRequests(subject, meta),
    { weight: 2, arbitrary: read },
    { weight: 1, arbitrary: remove },
  );
}

function wholeRequests(subject: Subject, meta: Meta): Weighted[] {
  const whole = (method: string) =>
    fc.tuple(name, meta, subject.whole, written).map(([object, more, fields, query]) => ({
      ...plain,
      method,
      name: method === 'POST' ? '' : object,
      query: queryOf(query),
      body: withHead(subject, { ...fields, metadata: { name: object, ...more } }),
    }));
  return [
    { weight: 5, arbitrary: whole('POST') },
    { weight: 2, arbitrary: whole('PUT') },
  ];
}

function patchRequests(subject: Subject, meta: Meta): Weighted[] {
  const patch = (type: string, object: string, query: Record<string, string>, body: unknown) => ({
    ...plain,
    method: 'PATCH',
    type,
    name: object,
    query: queryOf(query),
    body,
  });
  const apply = fc
    .tuple(name, meta, fc.oneof(subject.whole, subject.part), written, fc.boolean())
    .map(([object, more, fields, query, force]) =>
      patch(
        APPLY,
        object,
        { ...query, force: force ? 'true' : '' },
        withHead(subject, { ...fields, metadata: { name: object, ...more } }),
      ),
    );
  const merge = fc
    .tuple(name, meta, subject.part, written, fc.constantFrom(MERGE, ...(subject.custom ? [] : [STRATEGIC, STRATEGIC])))
    .map(([object, more, fields, query, type]) => patch(type, object, query, { ...fields, metadata: more }));
  const edit = fc
    .tuple(name, operations, written)
    .map(([object, body, query]) => patch(JSON_PATCH, object, query, body));
  return [
    { weight: 7, arbitrary: apply },
    { weight: 6, arbitrary: merge },
    { weight: 2, arbitrary: edit },
  ];
}

/** Requests through the doors of status and scale; what they say of the spec must not count. */
function doorRequests(subject: Subject, meta: Meta): Weighted[] {
  const types = fc.constantFrom(MERGE, ...(subject.custom ? [] : [STRATEGIC]));
  const report = fc
    .tuple(name, meta, subject.status ?? fc.constant({}), written, types)
    .map(([object, more, status, query, type]) => ({
      method: 'PATCH',
      type,
      name: object,
      subresource: 'status',
      query: queryOf(query),
      body: { metadata: more, spec: { paused: true }, status },
    }));
  const scale = fc.tuple(name, fc.constantFrom(0, 1, 5, -1), fc.boolean()).map(([object, replicas, isRead]) => ({
    method: isRead ? 'GET' : 'PATCH',
    ...(isRead ? {} : { type: MERGE, body: { spec: { replicas } } }),
    name: object,
    subresource: 'scale',
    query: '',
  }));
  return [
    ...(subject.status ? [{ weight: 3, arbitrary: report }] : []),
    ...(subject.scales ? [{ weight: 2, arbitrary: scale }] : []),
  ];
}

const operations = fc.array(
  fc.oneof(
    fc.record({
      op: fc.constant('add'),
      path: fc.constantFrom('/metadata/labels/app', '/metadata/labels'),
      value: fc.constantFrom('z', { app: 'y' }),
    }),
    fc.record({ op: fc.constant('remove'), path: fc.constantFrom('/metadata/labels/tier', '/metadata/annotations') }),
    fc.record({ op: fc.constant('test'), path: fc.constant('/metadata/name'), value: name }),
    fc.constant({ op: 'add', path: '/metadata/annotations', value: { note: 'n' } }),
    fc.constant({ op: 'add', path: '/metadata/finalizers', value: ['example.com/hold'] }),
    fc.constant({ op: 'remove', path: '/metadata/finalizers' }),
  ),
  { minLength: 1, maxLength: 2 },
);
