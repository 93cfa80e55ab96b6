import { DomainError } from '~/server/kernel/failure';
import { at, isJson, type Json, list, text } from '~/server/kernel/json';
import { diffFields } from '~/server/objects/core/diff-fields';
import type { Sight } from '~/server/teams/model/sight';
import { objectsOf } from './core/name-target';
import { outcomesOf } from './core/outcomes-of';
import type { RecordDetail } from './model/record';
import type { RecordReader } from './ports';

/** One record with what changed and what became of it in each cluster; throws `not-found` for one that is out of sight. */
export async function readRecord(records: RecordReader, sight: Sight, id: string): Promise<RecordDetail> {
  const found = await records.get(sight, id);
  if (!found) throw new DomainError({ kind: 'not-found', what: 'record', name: id });
  const { row, body, outcome, hash } = found;
  const detail = at(outcome, 'detail') ?? null;
  return {
    ...row,
    grants: list(at(body, 'grants')).filter(isJson).map(usedGrant),
    address: text(at(body, 'from', 'address')),
    agent: text(at(body, 'from', 'agent')),
    outcomes: row.kind === 'intent' ? outcomesOf(row.clusters, row.result, detail) : [],
    changes: changesOf(body, detail),
    objects: objectsOf(at(body, 'target')),
    written: JSON.stringify({ entry: body, outcome: detail }, null, 2),
    hash,
  };
}

const usedGrant = (grant: Json) => ({
  id: text(grant['id']),
  role: text(grant['role']),
  team: text(grant['team']) || null,
});

/** The fields that changed as the write itself reported them, else what was wanted beside what was there before. */
function changesOf(body: unknown, detail: unknown): RecordDetail['changes'] {
  const told = list(at(detail, 'changes')).filter(isJson);
  if (told.length > 0) {
    return told.map(({ path, before, after }) => ({ path: text(path), before: shown(before), after: shown(after) }));
  }
  const [before, after] = [at(body, 'before'), at(body, 'after')];
  if (before === undefined && after === undefined) return [];
  return diffFields(before ?? {}, after ?? {});
}

const shown = (value: unknown): string | null => (typeof value === 'string' ? value : null);
