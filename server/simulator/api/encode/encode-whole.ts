import type { Resource } from '~/server/simulator/api/registry';
import { type Encoder, headOf, listMetaOf } from './encoder';

const COMMA = Buffer.from(',');
const LIST_END = Buffer.from(']}\n');
const EVENT_END = Buffer.from('}\n');
const NEWLINE = Buffer.from('\n');

/** Whole objects: what is kept is sent as it is, behind the kind and version that were asked for. */
export function encodeWhole(resource: Resource): Encoder {
  const head = Buffer.from(headOf(resource));
  const listHead = headOf(resource, 'List');
  const hasHeads = resource.kind.custom;
  return {
    one: ({ bytes }) => [head, bytes.subarray(1), NEWLINE],
    list(page) {
      const chunks: Buffer[] = [Buffer.from(`${listHead}"metadata":${listMetaOf(page)},"items":[`)];
      page.items.forEach(({ bytes }, index) => {
        if (index > 0) chunks.push(COMMA);
        if (hasHeads) chunks.push(head, bytes.subarray(1));
        else chunks.push(bytes);
      });
      chunks.push(LIST_END);
      return chunks;
    },
    event: (type, { bytes }) =>
      Buffer.concat([Buffer.from(`{"type":"${type}","object":`), head, bytes.subarray(1), EVENT_END]),
    bookmark: (revision) =>
      Buffer.from(
        `{"type":"BOOKMARK","object":${head}"metadata":{"resourceVersion":"${revision}","creationTimestamp":null}}}\n`,
      ),
  };
}
