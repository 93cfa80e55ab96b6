import { isSame, type Json } from '~/server/kernel/json';
import type { TextEdit } from '~/server/kernel/text-edit';
import type { ApplicationSpec } from '../model/application';
import type { AcceptInto, DriftRow } from '../model/drift';
import type { OverrideRule } from '../model/override';
import { pointerTo, valueAt } from './json-patch';
import { keyTextOf, objectKeyOf } from './object-key';
import { resolvePath } from './resolve-path';

/** Why a drift cannot be taken over. `overridden`: the template does not decide this field in this cluster. */
export type LeftOut = { id: string; why: 'gone' | 'secret' | 'unknown' | 'overridden' };

type Edits = { edits: TextEdit[]; left: LeftOut[] };
type Wanted = readonly { cluster: string; objects: readonly { object: Json }[] }[];

/**
 * What has to be written into the text of an application so that what was found is what is wanted: into its templates, for all
 * clusters, or into an override for the cluster alone.
 */
export function acceptDrift(spec: ApplicationSpec, wanted: Wanted, rows: readonly DriftRow[], into: AcceptInto): Edits {
  const left: LeftOut[] = [];
  const taken = rows.filter((row) => {
    const why = row.path === '' ? 'gone' : row.kind === 'Secret' && row.group === '' ? 'secret' : undefined;
    if (why) left.push({ id: row.id, why });
    return !why;
  });
  return into === 'template' ? intoTemplates(spec, taken, left) : intoOverrides(spec, wanted, taken, left);
}

function intoTemplates({ templates }: ApplicationSpec, rows: readonly DriftRow[], left: LeftOut[]): Edits {
  const edits = rows.flatMap((row): TextEdit[] => {
    const at = templates.findIndex((template) => isOf(template, row));
    const steps = resolvePath(templates[at], row.path);
    if (at < 0 || !steps) {
      left.push({ id: row.id, why: 'unknown' });
      return [];
    }
    if (!isSame(valueAt(templates[at], steps.reduce<string>(pointerTo, '')), row.wanted ?? undefined)) {
      left.push({ id: row.id, why: 'overridden' });
      return [];
    }
    return [{ path: ['spec', 'templates', at, ...steps], ...found(row) }];
  });
  return { edits, left };
}

function intoOverrides(
  { overrides }: ApplicationSpec,
  wanted: Wanted,
  rows: readonly DriftRow[],
  left: LeftOut[],
): Edits {
  const rules: OverrideRule[] = [];
  const names = new Set(overrides.map(({ name }) => name));
  for (const row of rows) {
    const object = wanted
      .find(({ cluster }) => cluster === row.cluster)
      ?.objects.map((one) => one.object)
      .find((one) => isOf(one, row));
    const steps = resolvePath(object, row.path);
    if (!object || !steps) left.push({ id: row.id, why: 'unknown' });
    else rules.push(ruleOf(row, object, steps, names));
  }
  if (rules.length === 0) return { edits: [], left };
  if (overrides.length === 0) return { edits: [{ path: ['spec', 'overrides'], value: rules }], left };
  return { edits: rules.map((value, at) => ({ path: ['spec', 'overrides', overrides.length + at], value })), left };
}

/** It has the last word: that is what whoever accepts it has said. */
function ruleOf(row: DriftRow, object: Json, steps: (string | number)[], names: Set<string>): OverrideRule {
  const path = steps.reduce<string>(pointerTo, '');
  const { value } = found(row);
  const op = valueAt(object, path) === undefined ? ('add' as const) : ('replace' as const);
  const operation = value === undefined ? { op: 'remove' as const, path } : { op, path, value: value as never };
  return {
    name: newName(names, `accepted-${row.cluster}`),
    priority: 1000,
    targetCluster: { clusterNames: [row.cluster], exclude: [] },
    resources: [{ apiVersion: String(object['apiVersion']), kind: row.kind, name: row.name }],
    overriders: [{ type: 'jsonPatch', operations: [operation] }],
  };
}

function newName(names: Set<string>, begin: string): string {
  const short = begin.slice(0, 58);
  for (let number = 1; ; number++) {
    const name = number === 1 ? short : `${short}-${number}`;
    if (names.has(name)) continue;
    names.add(name);
    return name;
  }
}

const found = (row: DriftRow): { value?: unknown } => (row.found === null ? {} : { value: row.found });

const isOf = (object: Json, row: DriftRow): boolean => keyTextOf(objectKeyOf(object)) === keyTextOf(row);
