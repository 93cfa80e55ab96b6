import { isSame, type Json } from '~/server/kernel/json';
import { acrossClusters } from './comparable';
import { diffFields, type FieldDifference } from './diff-fields';

const MOST_FIELDS = 500;

export type Grouped = { group: number; differences: FieldDifference[]; more: number };

/**
 * Puts objects of one name into groups of equals, in the order in which they come: what is said of one never changes when
 * others follow. The first of a group says how it differs from group 0; others of it say nothing more.
 */
export function groupObjects(): (object: Json) => Grouped {
  const groups: Json[] = [];
  return (object) => {
    const plain = acrossClusters(object);
    const known = groups.findIndex((one) => isSame(one, plain));
    if (known >= 0) return { group: known, differences: [], more: 0 };
    const group = groups.push(plain) - 1;
    const all = group === 0 ? [] : diffFields(groups[0], plain);
    return { group, differences: all.slice(0, MOST_FIELDS), more: Math.max(0, all.length - MOST_FIELDS) };
  };
}
