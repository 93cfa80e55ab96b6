import type { Resource } from '~/server/simulator/api/registry';
import type { Stored } from '~/server/simulator/api/store';
import type { Column } from '~/server/simulator/api/table/column';
import { columnsOf } from '~/server/simulator/api/table/columns';
import { type Encoder, listMetaOf } from './encoder';

type Options = { resource: Resource; include: 'None' | 'Metadata' | 'Object'; now: () => Date };

/** `as=Table`: the columns that `kubectl get` shows, made by the server. A watch names the columns once. */
export function encodeTable({ resource, include, now }: Options): Encoder {
  const columns = columnsOf(resource);
  const definitions = JSON.stringify(columns.map(definitionOf));
  const table = (metadata: string, rows: string, defined: string) =>
    `{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":${metadata},"columnDefinitions":${defined},"rows":[${rows}]}`;
  const row = (stored: Stored) => {
    const object = stored.object();
    const cells = columns.map(({ cell }) => cell(object, now()));
    return JSON.stringify({ cells, object: includedObject(stored, include) });
  };
  const alone = (stored: Stored, defined: string) =>
    table(JSON.stringify({ resourceVersion: String(stored.revision) }), row(stored), defined);
  let defined = definitions;
  return {
    one: (stored) => [Buffer.from(`${alone(stored, definitions)}\n`)],
    list: (page) => [Buffer.from(`${table(listMetaOf(page), page.items.map(row).join(','), definitions)}\n`)],
    event(type, stored) {
      const line = Buffer.from(`{"type":"${type}","object":${alone(stored, defined)}}\n`);
      defined = 'null';
      return line;
    },
    bookmark: (revision) =>
      Buffer.from(
        `{"type":"BOOKMARK","object":${table(JSON.stringify({ resourceVersion: String(revision) }), '', 'null')}}\n`,
      ),
  };
}

const definitionOf = ({ name, type = 'string', format = '', priority = 0 }: Column) => ({
  name,
  type,
  format,
  description: '',
  priority,
});

function includedObject(stored: Stored, include: Options['include']): unknown {
  if (include === 'None') return null;
  const object = stored.object();
  if (include === 'Object') return object;
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata };
}
