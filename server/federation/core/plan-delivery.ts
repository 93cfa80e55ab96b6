import { isSame, type Json, json } from '~/server/kernel/json';
import {
  APPLICATION_LABEL,
  type Doubt,
  HUB_LABEL,
  type InventoryItem,
  type ObjectKey,
  type ServedKey,
} from '../model/inventory';
import type { TargetProblem } from '../model/target';
import type { Claim } from '../ports/deliveries';
import { applyPhase, PHASES, type Phase } from './apply-phase';
import { isTooMuch } from './is-too-much';
import { keyTextOf, objectKeyOf } from './object-key';

/** What the inventory has of an object (`known`), and what was begun at it before and has no end yet. */
type Before = { known: InventoryItem | undefined; doubt: Doubt | undefined };

/** One object to be applied; `applied` is what the inventory will have of it. */
export type Send = Before & { key: ObjectKey; phase: Phase; body: Json; applied: Json };

/** One object to be taken away, as far as it stands there at all. */
export type Removal = Before & ServedKey;

export type DeliveryPlan = {
  /** In the order of their phases. */
  sends: Send[];
  /** In the opposite order. */
  removals: Removal[];
  /** What is wanted no more may still arrive: it has to be looked for again. */
  isAwaited: boolean;
  problems: TargetProblem[];
};

/** Fields by which an object would be tied to others, or that only its API server writes. */
const NOT_APPLIED = ['ownerReferences', 'finalizers', 'managedFields', 'resourceVersion', 'uid', 'generation'];

/**
 * What has to be sent to a cluster so that it is as it is wanted: what is not as it was last applied, and what is of the
 * application no more. Pure; `show` turns an object into what may be kept of it.
 */
export function planDelivery(claim: Claim, hub: string, show: (object: Json, kind: ObjectKey) => Json): DeliveryPlan {
  const known = new Map(claim.inventory.map((item) => [keyTextOf(item), item]));
  const doubts = new Map(claim.doubts.map((doubt) => [keyTextOf(doubt), doubt]));
  const before = (text: string): Before => ({ known: known.get(text), doubt: doubts.get(text) });
  const wanted = new Map(claim.objects.map((object) => [keyTextOf(objectKeyOf(object)), object]));
  const problems: TargetProblem[] = [];
  const sends = [...wanted].flatMap(([text, object]) => {
    const key = objectKeyOf(object);
    const tie = NOT_APPLIED.find((field) => field in json(object['metadata']));
    const field = tie ? `metadata.${tie}` : 'status' in object ? 'status' : undefined;
    if (field) problems.push(problem('refused', key, `${field} is not an application's to write`));
    const body = marked(object, claim.application, hub);
    const send = { key, phase: applyPhase(key), body, applied: show(body, key), ...before(text) };
    return field || isThere(send) ? [] : [send];
  });
  const removals = [...new Map<string, ServedKey>([...doubts, ...known])]
    .filter(([text]) => !wanted.has(text))
    .map(
      ([text, { group, version, kind, plural, namespace, name }]): Removal => ({
        ...{ group, version, kind, plural, namespace, name },
        ...before(text),
      }),
    );
  const removed = removals.filter((one) => one.known).length;
  if (!claim.isWithdrawing && !claim.confirmsRemoval && isTooMuch(removed, claim.inventory.length))
    problems.push(nowhere('too-much-removed', `${removed} of ${claim.inventory.length} objects`));
  return {
    sends: sends.toSorted((a, b) => rankOf(a.key) - rankOf(b.key)),
    removals: removals.toSorted((a, b) => rankOf(b) - rankOf(a)),
    isAwaited: removals.some(({ doubt }) => doubt?.isLate),
    problems,
  };
}

/** What was begun and not answered may have come to be: what is known of it then says nothing. */
const isThere = ({ known, doubt, applied }: Send) =>
  known !== undefined && !doubt?.isOpen && known.revision > 0 && isSame(known.applied, applied);

const rankOf = (key: ObjectKey) => PHASES.indexOf(applyPhase(key));

function marked(object: Json, application: string, hub: string): Json {
  const { creationTimestamp: _, ...metadata } = json(object['metadata']);
  const labels = { ...json(metadata['labels']), [APPLICATION_LABEL]: application, [HUB_LABEL]: hub };
  return { ...object, metadata: { ...metadata, labels } };
}

const MOST_SAID = 500;

export const problem = (code: TargetProblem['code'], key: ObjectKey, said: string): TargetProblem => ({
  ...{ code, kind: key.kind, namespace: key.namespace, name: key.name, said: said.slice(0, MOST_SAID) },
});

/** Of the cluster as a whole. */
export const nowhere = (code: TargetProblem['code'], said: string): TargetProblem =>
  problem(code, { group: '', kind: '', namespace: '', name: '' }, said);
