import type { Stored } from '~/server/simulator/api/store';
import { type Encoder, listMetaOf } from './encoder';

const HEAD = '{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":';

/** `as=PartialObjectMetadata`: only the metadata of each object. */
export function encodeMetadata(): Encoder {
  const partial = (stored: Stored) => `${HEAD}${JSON.stringify(stored.object().metadata)}}`;
  return {
    one: (stored) => [Buffer.from(`${partial(stored)}\n`)],
    list: (page) => [
      Buffer.from(
        `{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":${listMetaOf(page)},"items":[${page.items.map(partial).join(',')}]}\n`,
      ),
    ],
    event: (type, stored) => Buffer.from(`{"type":"${type}","object":${partial(stored)}}\n`),
    bookmark: (revision) =>
      Buffer.from(`{"type":"BOOKMARK","object":${HEAD}{"resourceVersion":"${revision}","creationTimestamp":null}}}\n`),
  };
}
