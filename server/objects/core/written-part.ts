import { type Json, json } from '~/server/kernel/json';
import type { Kind } from '../model/ref';

/**
 * What a write is about: the object without what the server alone writes, which every write changes by itself and no person
 * means. That is of metadata resourceVersion, generation, managedFields (their times above all), uid, creationTimestamp and
 * selfLink, and `status` where the kind keeps it apart (elsewhere a person may write it).
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#metadata
 */
export function writtenPart(object: Json, { subresources }: Pick<Kind, 'subresources'>): Json {
  const { metadata, status, ...rest } = object;
  const {
    resourceVersion: _version,
    generation: _generation,
    managedFields: _fields,
    uid: _uid,
    creationTimestamp: _created,
    selfLink: _link,
    ...meant
  } = json(metadata);
  const { apiVersion, kind, ...parts } = rest;
  const isKept = status !== undefined && !subresources.includes('status');
  return { apiVersion, kind, metadata: meant, ...parts, ...(isKept ? { status } : {}) };
}
