import { clusterFailureOf, DomainError } from '~/server/kernel/failure';
import { at, isJson, type Json, list, text } from '~/server/kernel/json';
import type { KubeObject } from '~/server/kube/member';
import type { Kind } from '~/server/objects/model/ref';
import { PHASES } from './core/apply-phase';
import { findDrift, printPath } from './core/find-drift';
import { judgeRefusal, type Refusal } from './core/judge-refusal';
import { judgeStanding } from './core/judge-standing';
import { problem, type Send } from './core/plan-delivery';
import { type Delivery, placeOf, Superseded, workOn } from './delivery';
import { type KindFinder, kindFinder } from './find-kind';
import { APPLICATION_LABEL } from './model/inventory';
import { FIELD_MANAGER, type TargetProblem } from './model/target';

const CRD = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' };
const ESTABLISHED_MS = 15_000;
const LOOK_MS = 100;

/** Applies objects phase by phase and answers what was refused. When the member is away, the rest is left for the next turn. */
export async function sendObjects(delivery: Delivery, sends: readonly Send[]): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const kinds = kindFinder(delivery);
  for (const phase of PHASES) {
    const now = sends.filter((send) => send.phase === phase);
    await workOn(now, refusals, (send) => sendObject(delivery, kinds, send));
    if (phase === 'definitions' && now.length > 0) await untilServed(delivery, kinds, now);
  }
  return refusals;
}

async function sendObject(delivery: Delivery, kinds: KindFinder, send: Send): Promise<Refusal | undefined> {
  // a kind may be defined a moment later, by another application
  const told = (problem: TargetProblem): Refusal => ({
    problem,
    again: problem.code === 'kind-missing',
    isAway: false,
  });
  try {
    const found = await kinds.of(send.body);
    if ('problem' in found) return told(found.problem);
    const applied = await applyObject(delivery, found.kind, send);
    if (!('metadata' in applied)) return told(applied);
    await keep(delivery, found.kind, send, applied);
    return undefined;
  } catch (error) {
    if (error instanceof Superseded) throw error;
    return judgeRefusal(error, send.key);
  }
}

/** What the inventory knows by uid is forced; what it does not is looked at first. */
async function applyObject(delivery: Delivery, kind: Kind, send: Send): Promise<KubeObject | TargetProblem> {
  const { client, claim, hub, signal } = delivery;
  const { known, body, key } = send;
  const apply = (uid: string | undefined, force: boolean) =>
    client.apply(kind, placeOf(key), withUid(body, uid), { fieldManager: FIELD_MANAGER, force, signal });
  if (known) {
    try {
      return await apply(known.uid, true);
    } catch (error) {
      if (!mayBeAnother(error)) throw error;
      const stands = await look(delivery, kind, send);
      if (stands?.metadata.uid === known.uid) throw error;
    }
  }
  const stands = await look(delivery, kind, send);
  if (!stands) return apply(undefined, false);
  const whose = judgeStanding(stands.metadata.labels, claim.application, hub);
  if (whose === 'foreign') return problem('foreign', key, ownerOf(stands));
  if (whose === 'nobodys' && !claim.adopt) return problem('exists', key, '');
  return apply(stands.metadata.uid, true);
}

/** Another object of this name, or none: 409, and of some versions 422, because a uid cannot be changed. */
function mayBeAnother(error: unknown): boolean {
  const failure = clusterFailureOf(error);
  return failure?.kind === 'cluster-refused' && (failure.status === 409 || failure.status === 422);
}

async function look({ client, signal }: Delivery, kind: Kind, { key }: Send): Promise<KubeObject | undefined> {
  try {
    return await client.get(kind, placeOf(key), { signal });
  } catch (error) {
    const failure = clusterFailureOf(error);
    if (failure?.kind === 'cluster-refused' && failure.status === 404) return undefined;
    throw error;
  }
}

const ownerOf = ({ metadata: { labels = {} } }: KubeObject) => labels[APPLICATION_LABEL] ?? '';

const withUid = (body: Json, uid: string | undefined): Json =>
  uid === undefined ? body : { ...body, metadata: { ...(body['metadata'] as Json), uid } };

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
