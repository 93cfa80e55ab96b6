import type { Kind } from '~/server/simulator/api/kinds';
import { EMPTY_SET, type FieldSet } from '~/server/simulator/api/typed/field-set';
import { setOf } from './unowned-fields';

const STATUS = setOf('status');
const ALL_BUT_STATUS = setOf('spec', 'metadata.labels');
const SPEC = setOf('spec');
/** Through the status door of a Deployment its labels stay what they are. */
export const keepsLabels = ({ group, plural }: Pick<Kind, 'group' | 'plural'>): boolean =>
  group === 'apps' && plural === 'deployments';

/** From 1.22 on nobody comes to own what the door he writes through resets (`GetResetFields` of each strategy). */
export function resetFields(kind: Kind, subresource: string, minor: number): FieldSet {
  if (minor < 22 || !kind.subresources.includes('status')) return EMPTY_SET;
  if (subresource === 'status') return keepsLabels(kind) ? ALL_BUT_STATUS : SPEC;
  return kind.plural === 'nodes' ? EMPTY_SET : STATUS;
}
