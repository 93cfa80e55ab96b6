import { isJson, type Json, json, text } from '~/server/kernel/json';
import type { ObjectKey } from '../model/inventory';

/** Of bytes that are given in base64, a short text that tells them apart and from which they cannot be had. */
export type Digest = (base64: string) => string;

/**
 * An object as it may be kept and compared: a Secret's values are digests, whether they were written as `data` or as
 * `stringData`. The same is asked of what was applied and of what is found, so that they can be compared. The kind is told beside
 * the object: those of a list do not bear one, and a Secret must not pass for something else by that.
 */
export function appliedOf(
  object: Json,
  { group, kind }: Pick<ObjectKey, 'group' | 'kind'>,
  digest: Digest,
  toBase64: (value: string) => string,
): Json {
  if (group !== '' || kind !== 'Secret') return object;
  const { data, stringData, ...rest } = object;
  if (!isJson(data) && !isJson(stringData)) return rest;
  const values = {
    ...entriesOf(data),
    ...Object.fromEntries(Object.entries(entriesOf(stringData)).map(([key, value]) => [key, toBase64(value)])),
  };
  return {
    ...rest,
    data: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, `sha256:${digest(value)}`])),
  };
}

const entriesOf = (values: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(json(values)).map(([key, value]) => [key, text(value)]));
