import type { Cause } from '~/server/simulator/api/api-error';
import { parseQuantity } from '~/server/simulator/api/decode/quantity';
import { dig, digObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import type { Change } from './change';
import { forbidden, invalid, required, unsupported } from './field-error';

const MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce'];
const NEWER_MODES = [...MODES, 'ReadWriteOncePod'];
const IMMUTABLE = 'spec is immutable after creation except resources.requests for bound claims';

/** What is wrong with a PersistentVolumeClaim: how it is used and how much it asks for. */
export function claimProblems(object: KubeObject, minor: number): Cause[] {
  const modes = dig(object, 'spec', 'accessModes');
  const given = Array.isArray(modes) ? modes : [];
  const known = minor >= 27 ? NEWER_MODES : MODES;
  const size = dig(object, 'spec', 'resources', 'requests', 'storage');
  const at = 'spec.resources[storage]';
  return [
    ...(given.length === 0 ? [required('spec.accessModes', 'at least 1 access mode is required')] : []),
    ...given.filter((mode) => !known.includes(mode)).map((mode) => unsupported('spec.accessModes', mode, known)),
    ...(size === undefined ? [required(at)] : []),
    ...(size !== undefined && amountOf(size) <= 0n ? [invalid(at, size, 'must be greater than zero')] : []),
  ];
}

const amountOf = (quantity: unknown) => parseQuantity(String(quantity ?? 0)) ?? 0n;

/** A claim asks for the same for good; one that is bound may ask for more. */
export function claimStays({ before, after }: Change): Cause[] {
  const isBound = dig(before, 'status', 'phase') === 'Bound';
  const fixed = (object: KubeObject) => {
    const { resources, volumeName, ...rest } = digObject(object, 'spec') ?? {};
    const name = dig(before, 'spec', 'volumeName') === undefined ? {} : { volumeName };
    return isBound ? { ...rest, ...name } : { ...rest, ...name, resources };
  };
  const size = (object: KubeObject) => amountOf(dig(object, 'spec', 'resources', 'requests', 'storage'));
  return [
    ...(isSame(fixed(before), fixed(after)) ? [] : [forbidden('spec', IMMUTABLE)]),
    ...(size(after) < size(before)
      ? [forbidden('spec.resources.requests.storage', 'field can not be less than previous value')]
      : []),
  ];
}
