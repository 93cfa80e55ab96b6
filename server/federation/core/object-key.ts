import { at, type Json, text } from '~/server/kernel/json';
import type { ObjectKey } from '../model/inventory';

export const keyTextOf = ({ group, kind, namespace, name }: ObjectKey): string =>
  [group, kind, namespace, name].join('\n');

/** `apps/v1` is of the group `apps`, `v1` of none. */
export function apiOf({ apiVersion }: Json): { group: string; version: string } {
  const [first = '', second] = text(apiVersion).split('/');
  return second === undefined ? { group: '', version: first } : { group: first, version: second };
}

export const objectKeyOf = (object: Json): ObjectKey => ({
  group: apiOf(object).group,
  kind: text(object['kind']),
  namespace: text(at(object, 'metadata', 'namespace')),
  name: text(at(object, 'metadata', 'name')),
});
