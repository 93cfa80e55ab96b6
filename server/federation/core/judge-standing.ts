import { json } from '~/server/kernel/json';
import { APPLICATION_LABEL, HUB_LABEL } from '../model/inventory';

/** Whose an object is that stands where one of an application belongs, by its labels. */
export function judgeStanding(labels: unknown, application: string, hub: string): 'ours' | 'foreign' | 'nobodys' {
  const has = json(labels);
  if (has[APPLICATION_LABEL] === undefined && has[HUB_LABEL] === undefined) return 'nobodys';
  return has[APPLICATION_LABEL] === application && has[HUB_LABEL] === hub ? 'ours' : 'foreign';
}
