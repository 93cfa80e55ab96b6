import type { AuditTrail } from '~/server/audit/ports';
import { recorded } from '~/server/audit/recorded';
import { failureOf, invalid } from '~/server/kernel/failure';
import { inParallel } from '~/server/kernel/in-parallel';
import type { Actor } from '~/server/teams/model/actor';
import { findSurprises, planEdit, refuseEdit } from './core/plan-edit';
import type { EditOutcome, EditPreview, EditRefusal, EditTarget, FieldChange, PlaceEdit } from './model/places';
import type { PlacedObjects } from './ports';

export type EditDeps = { objects: PlacedObjects; audit: AuditTrail; changed(cluster: string): void };
type Preview = EditPreview['items'][number];

const AT_ONCE = 16;
/** A node's kubelet writes it too: its heartbeat between our read and our write fails our guard and is no conflict. */
const ATTEMPTS = 5;

/** What the edit would change in each object, read from its owner now. A dead member refuses its items alone. */
export async function previewEdit(
  { objects }: EditDeps,
  actor: Actor,
  input: { targets: EditTarget[]; edit: PlaceEdit },
): Promise<EditPreview> {
  requireEdit(input.edit);
  const preview = async (target: EditTarget): Promise<Preview> => {
    try {
      const now = await objects.read(target, actor);
      return { target, changes: planEdit(target, now, input.edit), refusal: null };
    } catch (error) {
      return { target, changes: [], refusal: refusalOf(error) };
    }
  };
  return { items: await inParallel(AT_ONCE, input.targets, preview) };
}

export type ApplyInput = {
  targets: EditTarget[];
  edit: PlaceEdit;
  reason: string;
  expected: { target: EditTarget; changes: FieldChange[] }[];
};

/**
 * Writes the edit object by object, each only when what it changes is still as it was previewed, and reports each outcome
 * as it is known. What was written stays written when another one is refused.
 */
export async function editPlaces(
  deps: EditDeps,
  request: { actor: Actor; requestId: string },
  input: ApplyInput,
  report: (outcome: EditOutcome) => void = () => undefined,
): Promise<EditOutcome[]> {
  requireEdit(input.edit);
  const { targets, edit, reason } = input;
  const expected = new Map(input.expected.map(({ target, changes }) => [keyOf(target), changes]));
  const intent = { ...request, action: 'topology.editPlaces', target: { objects: targets }, after: edit, reason };
  const write = async (target: EditTarget) => {
    const outcome = await writeOne(deps, request.actor, target, edit, expected.get(keyOf(target)));
    report(outcome);
    return outcome;
  };
  const items = await recorded(
    deps.audit,
    intent,
    () => inParallel(AT_ONCE, targets, write),
    (done) => ({ outcome: judge(done), detail: done }),
  );
  for (const cluster of new Set(targets.map((target) => target.cluster))) deps.changed(cluster);
  return items;
}

async function writeOne(
  { objects }: EditDeps,
  actor: Actor,
  target: EditTarget,
  edit: PlaceEdit,
  previewed: FieldChange[] | undefined,
): Promise<EditOutcome> {
  try {
    let lost: { outcome: EditOutcome; version: string | null } | undefined;
    for (let attempt = 1; ; attempt++) {
      const now = await objects.read(target, actor);
      // refused although nobody wrote in between: the refusal is meant
      if (lost && (lost.version === now.resourceVersion || attempt > ATTEMPTS)) return lost.outcome;
      const changes = planEdit(target, now, edit);
      const surprises = previewed ? findSurprises(previewed, changes, now) : [];
      if (surprises.length > 0) return { target, outcome: 'conflict', cause: null, said: '', surprises };
      if (changes.length === 0) return { target, outcome: 'unchanged', cause: null, said: '', surprises };
      const result = await objects.write(target, changes, now, actor);
      const outcome = { target, ...result, surprises };
      if (result.outcome !== 'conflict' && result.outcome !== 'refused') return outcome;
      lost = { outcome, version: now.resourceVersion };
    }
  } catch (error) {
    const { code, ...why } = refusalOf(error);
    return { target, outcome: code, ...why, surprises: [] };
  }
}

function judge(items: EditOutcome[]): 'applied' | 'partial' | 'refused' {
  const good = items.filter(({ outcome }) => outcome === 'applied' || outcome === 'unchanged').length;
  if (good === items.length) return 'applied';
  return good === 0 ? 'refused' : 'partial';
}

function requireEdit(edit: PlaceEdit): void {
  const refusal = refuseEdit(edit);
  if (refusal) throw invalid('edit', refusal);
}

/** An error that is no failure of ours is a bug and is not hidden in a list. */
function refusalOf(error: unknown): EditRefusal {
  const failure = failureOf(error);
  if (!failure) throw error;
  if (failure.kind === 'not-found') return { code: 'missing', cause: null, said: '' };
  if (failure.kind === 'forbidden') return { code: 'rights', cause: null, said: '' };
  const said = 'detail' in failure ? failure.detail : '';
  if (failure.kind === 'cluster-unreachable') return { code: 'unreachable', cause: failure.reason, said };
  return { code: 'refused', cause: null, said };
}

const keyOf = (target: EditTarget) =>
  target.kind === 'Node' ? `Node/${target.cluster}/${target.name}` : `Cluster/${target.cluster}`;
