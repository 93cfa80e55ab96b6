import type { Cause } from '~/server/simulator/api/api-error';
import { digObject, type KubeObject } from '~/server/simulator/api/object';
import { isSame } from '~/server/simulator/api/patch/json-patch';
import type { Change } from './change';
import { forbidden, invalid } from './field-error';

const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_RULE =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/** What is wrong with the keys of a ConfigMap or Secret. */
export const keysProblems = (object: KubeObject): Cause[] =>
  ['data', 'binaryData'].flatMap((field) =>
    Object.keys(digObject(object, field) ?? {})
      .filter((key) => !KEY.test(key))
      .map((key) => invalid(`${field}[${key}]`, key, KEY_RULE)),
  );

/** What is immutable stays so, with its data. */
export function dataStays({ before, after }: Change): Cause[] {
  if (before['immutable'] !== true) return [];
  const isFrozen = 'field is immutable when `immutable` is set';
  return [
    ...(after['immutable'] === true ? [] : [forbidden('immutable', isFrozen)]),
    ...['data', 'binaryData']
      .filter((field) => !isSame(before[field], after[field]))
      .map((field) => forbidden(field, isFrozen)),
  ];
}

/** The type of a Secret is for good. */
export const typeStays = ({ before, after }: Change): Cause[] =>
  before['type'] === after['type'] ? [] : [invalid('type', after['type'], 'field is immutable')];
