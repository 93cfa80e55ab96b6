import type { Issue } from '~/server/kernel/failure';
import { isJson, type Json, json, list, text } from '~/server/kernel/json';
import { keyTextOf, objectKeyOf } from './object-key';

/** A template as it is delivered, and what it is. `namespace` is '' for what belongs to none. */
export type ReadTemplate = { object: Json; apiVersion: string; kind: string; namespace: string; name: string };

/** What the API server writes itself: an object that was copied out of a cluster is taken without it. */
const SERVERS_OWN = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
];
/** By these an object would be tied to what is not the application's. */
const TIES = ['ownerReferences', 'finalizers', 'generateName'];
/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const NAME = /^[^/%\p{Cc}]{1,253}$/u;

/** The templates without what servers write, or everything that is wrong with them, by their places in the list. */
export function readTemplates(templates: readonly Json[]): { templates: ReadTemplate[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const known = new Map<string, number>();
  const read = templates.flatMap((template, at) => {
    const found = strip(template);
    // the version is not what an object is: two of them lead to one
    const key = keyTextOf(objectKeyOf(found.object));
    const before = known.get(key);
    const fault = findFault(template, found) ?? (before === undefined ? undefined : double(before));
    known.set(key, at);
    if (!fault) return [found];
    issues.push({ path: ['spec', 'templates', at, ...(fault.path ?? [])], message: fault.message });
    return [];
  });
  return { templates: read, issues };
}

type Fault = { message: string; path?: string[] };

const double = (before: number): Fault => ({ message: `is the same object as template ${before + 1}` });

function findFault(template: Json, found: ReadTemplate): Fault | undefined {
  const { apiVersion, kind, namespace, name } = found;
  if (apiVersion === '' || kind === '') return { message: 'apiVersion and kind are required' };
  if (kind.endsWith('List') && Array.isArray(template['items']))
    return { message: 'a List is not taken: write its items as templates' };
  if (!NAME.test(name)) return { message: 'metadata.name is required', path: ['metadata', 'name'] };
  if (namespace !== '' && !NAMESPACE.test(namespace))
    return { message: 'is no namespace', path: ['metadata', 'namespace'] };
  const tie = TIES.find((field) => !isEmpty(json(template['metadata'])[field]));
  if (tie) return { message: 'an application does not deliver this field', path: ['metadata', tie] };
  return holdsSecret(found)
    ? { message: 'values of Secrets are not kept in an application: name a Secret that is there' }
    : undefined;
}

function strip({ status: _status, ...template }: Json): ReadTemplate {
  const metadata = Object.fromEntries(
    Object.entries(json(template['metadata'])).filter(([key]) => !SERVERS_OWN.includes(key) && !TIES.includes(key)),
  );
  return {
    object: { ...template, metadata },
    ...{ apiVersion: text(template['apiVersion']), kind: text(template['kind']) },
    ...{ namespace: text(metadata['namespace']), name: text(metadata['name']) },
  };
}

/** A template is stored and shown to whoever sees the application. */
const holdsSecret = ({ object, apiVersion, kind }: ReadTemplate) =>
  apiVersion === 'v1' && kind === 'Secret' && [object['data'], object['stringData']].some((held) => !isEmpty(held));

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (isJson(value) ? Object.keys(value).length : list(value).length) === 0;

/** The namespaces of all templates, in order; '' stands for what belongs to none. */
export const namespacesOf = (templates: readonly ReadTemplate[]): string[] =>
  [...new Set(templates.map(({ namespace }) => namespace))].toSorted();
