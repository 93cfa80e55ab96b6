import { APPLICATION_LABEL } from '~/server/federation/model/inventory';
import type { OverrideRule } from '~/server/federation/model/override';
import type { ShownApplication } from './application-object';
import { type HubObject, headOf, NO_WORDS, timeOf, wordsOf } from './hub-object';
import { overrideName } from './override-name';

/** Where what is said of a view is kept among `described`. */
export const PLACEMENT_WORDS = 'placement';
export const overrideWords = (rule: string): string => `overrides/${rule}`;

/** An application's placement as an object of its own. */
export function placementObject({ kept }: ShownApplication): HubObject {
  const { id, name, newest, createdAt, described, spec } = kept;
  return {
    ...headOf('Placement'),
    metadata: {
      // a uid is whatever tells two objects apart: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#uids
      ...{ name, uid: `${id}-placement`, generation: newest, creationTimestamp: timeOf(createdAt) },
      ...wordsOf(described[PLACEMENT_WORDS] ?? NO_WORDS),
    },
    spec: spec.placement,
  };
}

/** Each override of an application as an object of its own. */
export function overrideObjects({ kept }: ShownApplication): HubObject[] {
  const { id, name, newest, createdAt, described, spec } = kept;
  return spec.overrides.map((rule: OverrideRule) => {
    const { labels, annotations } = described[overrideWords(rule.name)] ?? NO_WORDS;
    const full = overrideName(name, rule.name);
    return {
      ...headOf('Override'),
      metadata: {
        ...{ name: full, uid: `${id}-${full.slice(name.length + 1)}`, generation: newest },
        creationTimestamp: timeOf(createdAt),
        ...wordsOf({ labels: { ...labels, [APPLICATION_LABEL]: name }, annotations }),
      },
      spec: rule,
    };
  });
}
