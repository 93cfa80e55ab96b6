import { at, isJson, list, text } from '~/server/kernel/json';
import type { RecordDetail } from '../model/record';
import type { Result } from '../model/words';

type ClusterOutcome = RecordDetail['outcomes'][number];

const GOOD = new Set(['applied', 'unchanged', 'created', 'updated', 'done']);

/**
 * What became of a write in each cluster: by its items where the outcome tells of each, else the outcome of the whole. The
 * first refusal of a cluster says why.
 */
export function outcomesOf(clusters: readonly string[], result: Result, detail: unknown): ClusterOutcome[] {
  const items = list(detail).filter(isJson);
  return [...new Set(clusters)].map((cluster) => {
    const own = items.filter((item) => (text(at(item, 'target', 'cluster')) || cluster) === cluster);
    if (own.length === 0) return { cluster, result, items: 0, said: text(at(detail, 'detail')) };
    const bad = own.filter((item) => !GOOD.has(text(item['outcome'])));
    const [first] = bad;
    const judged = bad.length === 0 ? 'applied' : bad.length === own.length ? 'refused' : 'partial';
    return { cluster, result: judged, items: own.length, said: saidOf(first) };
  });
}

const saidOf = (item: unknown): string =>
  [
    text(at(item, 'refusal', 'code')) || text(at(item, 'code')),
    text(at(item, 'refusal', 'said')) || text(at(item, 'said')),
  ]
    .filter((part) => part !== '')
    .join(': ');
