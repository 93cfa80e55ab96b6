import type { ManagedFields } from '~/server/simulator/api/object';
import { type FieldSet, isSameSet, readFieldSet, writeFieldSet } from '~/server/simulator/api/typed/field-set';

/** Who writes: one entry of managedFields, without what it owns. */
export type Manager = {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
};

/** A manager and the fields it owns; `time` is that of its last change, in whole seconds. */
export type Owner = Manager & { time: string | undefined; fields: FieldSet };

/** The managers of an object by their identity. Never changed in place. */
export type Managers = ReadonlyMap<string, Owner>;

export const NO_MANAGERS: Managers = new Map();

/** Updaters are known per version, appliers keep theirs whatever version they apply in. */
export const identityOf = ({ manager, operation, apiVersion, subresource = '' }: Manager): string =>
  JSON.stringify([manager, operation, operation === 'Apply' ? '' : apiVersion, subresource]);

/** Reads managedFields; throws a sentence for an entry that cannot be read. */
export function readManagers(entries: readonly ManagedFields[] = []): Managers {
  return new Map(
    entries.map(({ fieldsType, fieldsV1, manager = '', operation, apiVersion, subresource, time }, index) => {
      if (!fieldsType) throw new Error(`missing fieldsType in managed fields entry ${index}`);
      if (fieldsType !== 'FieldsV1')
        throw new Error(`invalid fieldsType "${fieldsType}" in managed fields entry ${index}`);
      const who: Manager = { manager, operation, apiVersion, ...(subresource ? { subresource } : {}) };
      return [identityOf(who), { ...who, time, fields: readFieldSet(fieldsV1 ?? {}) }];
    }),
  );
}

/** The entries in the order of the real server: appliers first, then by time, name and version. */
export function writeManagers(managers: Managers): ManagedFields[] {
  return [...managers.values()].sort(byOrder).map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
    manager,
    operation,
    apiVersion,
    ...(time === undefined ? {} : { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: writeFieldSet(fields),
    ...(subresource ? { subresource } : {}),
  }));
}

function byOrder(one: Owner, other: Owner): number {
  return (
    compareText(one.operation, other.operation) ||
    compareText(one.time ?? '', other.time ?? '') ||
    compareText(one.manager, other.manager) ||
    compareText(one.apiVersion, other.apiVersion) ||
    compareText(one.subresource ?? '', other.subresource ?? '')
  );
}

const compareText = (one: string, other: string) => (one < other ? -1 : Number(one > other));

export function isSameManagers(one: Managers, other: Managers): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([id, owner]) => {
    const known = other.get(id);
    return known !== undefined && known.apiVersion === owner.apiVersion && isSameSet(known.fields, owner.fields);
  });
}
