import {
  createFieldSetBuilder,
  type FieldSet,
  type FieldSetBuilder,
  isEmptySet,
  pathsOf,
  union,
  withoutBranches,
} from '~/server/simulator/api/typed/field-set';
import type { PathElement } from '~/server/simulator/api/typed/path-element';
import { type Shape, shapeOf } from '~/server/simulator/api/typed/shape';
import { toFieldSet } from '~/server/simulator/api/typed/to-field-set';
import type { Schema } from '~/server/simulator/schema/schema';
import type { Managers } from './managers';
import type { ObjectType } from './take-fields';

/**
 * The fields of an owner by the types as they are now: what became atomic is owned whole. Servers up to 1.20 also take a
 * map or list that is owned without anything in it for one that was atomic, and give its owner all that is in it
 * (`ReconcileFieldSetWithSchema` of structured-merge-diff).
 */
export function reconcileFields(
  type: ObjectType,
  live: unknown,
  fields: FieldSet,
  { expandsBareOwners }: { expandsBareOwners: boolean },
): FieldSet {
  const walk: Walk = {
    type,
    live,
    expandsBareOwners,
    gone: createFieldSetBuilder(),
    added: createFieldSetBuilder(),
  };
  visit(walk, type.schema, { owned: fields, isBare: false }, []);
  const [gone, added] = [walk.gone.build(), walk.added.build()];
  return isEmptySet(added) ? fields : union(withoutBranches(fields, gone), added);
}

type Walk = {
  type: ObjectType;
  live: unknown;
  expandsBareOwners: boolean;
  gone: FieldSetBuilder;
  added: FieldSetBuilder;
};
type Path = readonly PathElement[];
/** What is owned under a path; bare: the path itself and nothing under it. */
type Owned = { owned: FieldSet | undefined; isBare: boolean };

function visit(walk: Walk, schema: Schema, { owned, isBare }: Owned, path: Path): void {
  const shape = shapeOf(walk.type.definitions, schema, null);
  if (shape.form === 'scalar') return;
  if (shape.form !== 'map' && shape.form !== 'list') {
    if (isBare || owned === undefined || isEmptySet(owned)) return;
    walk.gone.insert(path);
    walk.added.insert(path);
    return;
  }
  if (isBare && walk.expandsBareOwners) expand(walk, path);
  for (const element of new Set([...(owned?.children.keys() ?? []), ...(owned?.members ?? [])])) {
    const inside = owned?.children.get(element);
    const below = shape.form === 'list' ? shape.items : fieldBelow(shape, element);
    if (below) visit(walk, below, { owned: inside, isBare: inside === undefined }, [...path, element]);
  }
}

const fieldBelow = (shape: Extract<Shape, { form: 'map' }>, element: PathElement) =>
  element.startsWith('f:') ? shape.fieldOf(element.slice('f:'.length)) : undefined;

function expand({ type, live, added }: Walk, path: Path): void {
  const all = toFieldSet(type.definitions, type.schema, live);
  const inside = path.reduce<FieldSet | undefined>((at, element) => at?.children.get(element), all);
  if (!inside) return;
  added.insert(path);
  for (const below of pathsOf(inside)) added.insert([...path, ...below]);
}

/** All owners by the types as they are now. */
export function reconcileManagers(type: ObjectType, live: unknown, managers: Managers, minor: number): Managers {
  const rule = { expandsBareOwners: minor <= 20 };
  return new Map(
    [...managers].map(([id, owner]) => [id, { ...owner, fields: reconcileFields(type, live, owner.fields, rule) }]),
  );
}
