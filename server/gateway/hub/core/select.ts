import { parseLabelSelector, SelectorFault } from '~/server/kernel/label-selector';
import type { HubObject } from './hub-object';

export type Selection = (object: HubObject) => boolean;

/** What a list or watch is about: `labelSelector`, and `metadata.name` of `fieldSelector`. Throws `SelectorFault`. */
export function readSelection(query: URLSearchParams): Selection {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const names = readNames(query);
  return ({ metadata }) =>
    labels(metadata.labels) && names.every(({ isEqual, value }) => (metadata.name === value) === isEqual);
}

/** The one name that is meant; undefined where any may be. Throws `SelectorFault`. */
export const nameMeant = (query: URLSearchParams): string | undefined =>
  readNames(query).find(({ isEqual }) => isEqual)?.value;

function readNames(query: URLSearchParams): { isEqual: boolean; value: string }[] {
  const fields = (query.get('fieldSelector') ?? '').split(',').filter((one) => one !== '');
  return fields.map((field) => {
    const [, path, operator, value = ''] = /^([^=!]+)(!=|==|=)(.*)$/.exec(field) ?? [];
    if (path !== 'metadata.name') throw new SelectorFault(`"${field}" is not supported: only metadata.name is`);
    return { isEqual: operator !== '!=', value };
  });
}
