import { parseLabelSelector, SelectorFault } from '~/server/kernel/label-selector';
import type { HubObject } from './hub-object';

export type Selection = (object: HubObject) => boolean;

/** What a list or watch is about: `labelSelector`, and `metadata.name` of `fieldSelector`. Throws `SelectorFault`. */
export function readSelection(query: URLSearchParams): Selection {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = (query.get('fieldSelector') ?? '').split(',').filter((one) => one !== '');
  const names = fields.map((field) => {
    const [, path, operator, value = ''] = /^([^=!]+)(!=|==|=)(.*)$/.exec(field) ?? [];
    if (path !== 'metadata.name') throw new SelectorFault(`"${field}" is not supported: only metadata.name is`);
    return { isEqual: operator !== '!=', value };
  });
  return ({ metadata }) =>
    labels(metadata.labels) && names.every(({ isEqual, value }) => (metadata.name === value) === isEqual);
}
