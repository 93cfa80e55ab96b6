import { randomUUID } from 'node:crypto';
import { DomainError, isRefusedWith } from '~/server/kernel/failure';
import { at, isJson, type Json, json, list, text } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { Kind } from '~/server/objects/model/ref';
import { PHASES } from './core/apply-phase';
import { findDrift, printPath } from './core/find-drift';
import { type Refusal, told } from './core/judge-refusal';
import { judgeStanding } from './core/judge-standing';
import { problem, type Send } from './core/plan-delivery';
import {
  begin,
  type Delivery,
  isSameVersion,
  look,
  mayBeAnother,
  placeOf,
  refusedBy,
  Superseded,
  TRIES,
  workByPhase,
} from './delivery';
import { type KindFinder, kindFinder } from './find-kind';
import { APPLICATION_LABEL, FENCE_ANNOTATION } from './model/inventory';
import { FIELD_MANAGER, type TargetProblem } from './model/target';

const CRD = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' };
const ESTABLISHED_MS = 15_000;
const LOOK_MS = 100;

/** Applies objects phase by phase and answers what was refused. When the member is away, the rest is left for the next turn. */
export function sendObjects(delivery: Delivery, sends: readonly Send[]): Promise<Refusal[]> {
  const kinds = kindFinder(delivery);
  return workByPhase(
    PHASES,
    (phase) => sends.filter((send) => send.phase === phase),
    (send) => sendObject(delivery, kinds, send),
    async (phase, sent) => {
      if (phase === 'definitions' && sent.length > 0) await untilServed(delivery, kinds, sent);
    },
  );
}

async function sendObject(delivery: Delivery, kinds: KindFinder, send: Send): Promise<Refusal | undefined> {
  try {
    const found = await kinds.of(send.body);
    // a kind may be defined a moment later, by another application
    if ('problem' in found) return told(found.problem, found.problem.code === 'kind-missing');
    const applied = await applyObject(delivery, found.kind, send);
    if (!('metadata' in applied)) {
      if (!send.doubt) await delivery.deliveries.refused(delivery.fence, delivery.claim, send.key);
      return told(applied);
    }
    await keep(delivery, found.kind, send, applied);
    return undefined;
  } catch (error) {
    if (error instanceof Superseded) throw error;
    return refusedBy(delivery, error, send.key, send.doubt);
  }
}

/**
 * What the inventory knows by uid is forced; what it does not is looked at first. Each try holds for the version that was seen
 * alone, so that what arrives late changes nothing any more (docs/adr/0016-what-dies.md).
 */
async function applyObject(delivery: Delivery, kind: Kind, send: Send): Promise<KubeObject | TargetProblem> {
  const { client, signal } = delivery;
  const { known, doubt, key } = send;
  let seen: Seen = { stands: known || doubt ? await look(delivery, kind, key) : undefined, isFenced: true };
  for (let left = TRIES; ; left--) {
    const { stands } = seen;
    const problem = stands && judgeOwner(delivery, send, stands);
    if (problem) return problem;
    await begin(delivery, { ...key, version: kind.version, plural: kind.plural, creates: !stands });
    try {
      const options = { fieldManager: FIELD_MANAGER, force: stands !== undefined, signal };
      return await client.apply(kind, placeOf(key), fenced(send, seen), options);
    } catch (error) {
      if (left === 0 || !mayBeAnother(error)) throw error;
      seen = lookAgain(seen, await look(delivery, kind, key), error);
    }
  }
}

/** What stood there at the last look, and whether what is new is made under a version. */
type Seen = { stands: KubeObject | undefined; isFenced: boolean };

/** What the next try goes by; throws `error` where it would be the same again. */
function lookAgain({ stands, isFenced }: Seen, now: KubeObject | undefined, error: unknown): Seen {
  if (!isSameVersion(stands, now)) return { stands: now, isFenced: true };
  // nothing stands in its way, and the object itself is right: this server makes nothing that names a version
  if (now || !isFenced || isRefusedWith(error, 422)) throw error;
  return { stands: undefined, isFenced: false };
}

/** Why what stands there may not be written over. */
function judgeOwner({ claim, hub }: Delivery, { known, key }: Send, stands: KubeObject): TargetProblem | undefined {
  if (known && stands.metadata.uid === known.uid) return undefined;
  const whose = judgeStanding(stands.metadata.labels, claim.application, hub);
  if (whose === 'foreign') return problem('foreign', key, ownerOf(stands));
  return whose === 'nobodys' && !claim.adopt ? problem('exists', key, '') : undefined;
}

/** No object has it: an apply that bears it makes a new object, and changes none. */
const NEVER = '1';

/** The object as it is sent: for what was seen alone, and with another version than before even where nothing of it is new. */
function fenced({ body, doubt }: Send, { stands, isFenced }: Seen): Json {
  const metadata = json(body['metadata']);
  const guard = stands
    ? { uid: stands.metadata.uid ?? '', resourceVersion: stands.metadata.resourceVersion ?? '' }
    : isFenced && { resourceVersion: NEVER };
  const annotations = { ...json(metadata['annotations']), [FENCE_ANNOTATION]: randomUUID().slice(0, 8) };
  return { ...body, metadata: { ...metadata, ...guard, ...(doubt?.isOpen && { annotations }) } };
}

const ownerOf = ({ metadata: { labels = {} } }: KubeObject) => labels[APPLICATION_LABEL] ?? '';

async function keep(delivery: Delivery, kind: Kind, { key, applied, known }: Send, object: KubeObject): Promise<void> {
  const { deliveries, fence, claim, told } = delivery;
  const { version, plural } = kind;
  const uid = object.metadata.uid ?? '';
  const item = { ...key, version, plural, uid, revision: claim.revision, applied };
  // what was wanted and is so no more tells whether a drift was accepted
  const changes = known ? findDrift(applied, known.applied) : [];
  const nowWanted = Object.fromEntries(changes.map(({ steps, wanted }) => [printPath(steps), wanted]));
  const isWanted = await deliveries.keep(fence, claim, item, nowWanted);
  told?.kept(delivery, claim, item, object);
  if (!isWanted) throw new Superseded();
}

/** Waits, for a bounded time, until the member serves the kinds that were just defined; those that come later are missing. */
async function untilServed({ client, signal }: Delivery, kinds: KindFinder, sends: readonly Send[]): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ESTABLISHED_MS)]);
  for (const { key } of sends) {
    while (!limit.aborted) {
      const found = await client.get(CRD, { name: key.name }, { signal: limit }).catch((error: unknown) => {
        if (error instanceof DomainError) return undefined;
        throw error;
      });
      if (!found || isEstablished(found)) break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
  kinds.expect(new Set(sends.map(({ body }) => text(at(body, 'spec', 'group')))));
}

const isEstablished = (object: KubeObject) =>
  list(at(object, 'status', 'conditions')).some(
    (entry) => isJson(entry) && entry['type'] === 'Established' && entry['status'] === 'True',
  );
