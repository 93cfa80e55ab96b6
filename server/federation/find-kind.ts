import { type Json, text } from '~/server/kernel/json';
import type { DiscoveredKind } from '~/server/kube/member-client';
import type { Kind } from '~/server/objects/model/ref';
import { apiOf, objectKeyOf } from './core/object-key';
import { problem } from './core/plan-delivery';
import type { Delivery } from './delivery';
import type { TargetProblem } from './model/target';

export type KindFinder = {
  /** The member's own name of the kind, or why it cannot be applied so. Throws `cluster-…` failures. */
  of(object: Json): Promise<{ kind: Kind } | { problem: TargetProblem }>;
  /** Kinds of these groups were defined just now: discovery may need a moment to name them. */
  expect(groups: ReadonlySet<string>): void;
};

const HUB = { kind: 'system', name: 'federation' } as const;
const [TRIES, LOOK_MS] = [20, 250];
type Served = { kinds: (Kind | DiscoveredKind)[]; gaps: string[]; isFresh: boolean };

/** Finds kinds in what is known of the member, and asks it where that does not name one. */
export function kindFinder({ kinds, client, cluster, signal }: Delivery): KindFinder {
  let served: Promise<Served> | undefined;
  const known = () => {
    served ??= kinds.of(cluster, HUB).then((list) => ({ ...list, isFresh: false }));
    return served;
  };
  const ask = () => {
    served = client.discover({ signal }).then(({ kinds: found, gaps }) => ({
      kinds: found,
      gaps: gaps.map(({ group, version }) => `${group}/${version}`),
      isFresh: true,
    }));
    return served;
  };
  let expected: ReadonlySet<string> = new Set();
  const search = (object: Json, { kinds: all }: Served) => {
    const { group, version } = apiOf(object);
    return all.find((one) => one.group === group && one.version === version && one.kind === object['kind']);
  };
  return {
    expect: (groups) => {
      expected = groups;
      served = undefined;
    },
    of: async (object) => {
      let list = await known();
      if (!search(object, list) && !list.isFresh) list = await ask();
      const tries = expected.has(apiOf(object).group) ? TRIES : 0;
      for (let tried = 0; tried < tries && !search(object, list) && !signal.aborted; tried++) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        list = await ask();
      }
      const kind = search(object, list);
      return kind ? judgeScope(object, kind) : { problem: missing(object, list) };
    },
  };
}

function judgeScope(object: Json, kind: Kind): { kind: Kind } | { problem: TargetProblem } {
  const key = objectKeyOf(object);
  if (kind.namespaced === (key.namespace !== '')) return { kind };
  const said = kind.namespaced
    ? `${kind.kind} lives in a namespace, and the template names none`
    : `${kind.kind} belongs to no namespace`;
  return { problem: problem('refused', key, said) };
}

function missing(object: Json, { kinds, gaps }: Served): TargetProblem {
  const key = objectKeyOf(object);
  const others = kinds.filter(({ group, kind }) => group === key.group && kind === key.kind);
  const said = others.map(({ group, version }) => (group === '' ? version : `${group}/${version}`)).join(', ');
  const isGap = gaps.some((gap) => gap.split('/')[0] === key.group);
  return problem('kind-missing', key, isGap ? `${text(object['apiVersion'])} does not answer` : said);
}
