import type { JsonObject } from '~/server/simulator/api/object';
import type { Attempt } from './user';

/** A PolicyRule of RBAC. */
export type Rule = {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
};

const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : undefined);

/** A rule as an object carries it, in the order of the real server's fields. */
export function readRule(rule: JsonObject): Rule {
  const fields = ['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'] as const;
  const given = fields.flatMap((field) => (texts(rule[field]) ? [[field, texts(rule[field])]] : []));
  return { verbs: texts(rule['verbs']) ?? [], ...Object.fromEntries(given) };
}

const has = (list: readonly string[] | undefined, value: string) =>
  list !== undefined && (list.includes('*') || list.includes(value));

/** Whether a rule allows an attempt (https://kubernetes.io/docs/reference/access-authn-authz/rbac/). */
export function allows(rule: Rule, attempt: Attempt): boolean {
  if (!has(rule.verbs, attempt.verb)) return false;
  if ('path' in attempt) return (rule.nonResourceURLs ?? []).some((url) => coversPath(url, attempt.path));
  const { group, resource, subresource, name } = attempt;
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  const isNamed = coversResource(rule.resources, full);
  return has(rule.apiGroups, group) && isNamed && (!rule.resourceNames?.length || rule.resourceNames.includes(name));
}

// `*` is every resource and subresource, and `*/scale` that subresource of every resource
function coversResource(resources: readonly string[] | undefined, full: string): boolean {
  const [, subresource] = full.split('/');
  return has(resources, full) || (subresource !== undefined && resources?.includes(`*/${subresource}`) === true);
}

const coversPath = (url: string, path: string) =>
  url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1)));

/** Whether an owner's rule includes all of a rule that names one verb of one thing. */
function includes(owner: Rule, atom: Rule): boolean {
  const [verb = '', url] = [atom.verbs[0], atom.nonResourceURLs?.[0]];
  if (!has(owner.verbs, verb)) return false;
  if (url !== undefined) return (owner.nonResourceURLs ?? []).some((known) => coversPath(known, url));
  const named = !owner.resourceNames?.length || owner.resourceNames.includes(atom.resourceNames?.[0] ?? '');
  return (
    has(owner.apiGroups, atom.apiGroups?.[0] ?? '') &&
    coversResource(owner.resources, atom.resources?.[0] ?? '') &&
    named
  );
}

/** The parts of the wanted rules, one verb of one thing each, that the owner's rules do not include. */
export function findUncovered(owner: readonly Rule[], wanted: readonly Rule[]): Rule[] {
  return wanted.flatMap(atomsOf).filter((atom) => !owner.some((rule) => includes(rule, atom)));
}

function atomsOf(rule: Rule): Rule[] {
  const urls = (rule.nonResourceURLs ?? []).flatMap((url) =>
    rule.verbs.map((verb) => ({ verbs: [verb], nonResourceURLs: [url] })),
  );
  const names = rule.resourceNames?.length ? rule.resourceNames.map((name) => ({ resourceNames: [name] })) : [{}];
  const resources = (rule.apiGroups ?? []).flatMap((group) =>
    (rule.resources ?? []).flatMap((resource) =>
      names.flatMap((name) =>
        rule.verbs.map((verb) => ({ verbs: [verb], apiGroups: [group], resources: [resource], ...name })),
      ),
    ),
  );
  return [...resources, ...urls];
}
