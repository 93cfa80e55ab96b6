import { badRequest, notAcceptable } from '~/server/simulator/api/api-error';
import type { Resource } from '~/server/simulator/api/registry';
import { encodeMetadata } from './encode-metadata';
import { encodeTable } from './encode-table';
import { encodeWhole } from './encode-whole';
import type { Encoder } from './encoder';

type Asked = { resource: Resource; accept: string; query: URLSearchParams; now: () => Date };

/** The first form of the Accept header that this server can give; throws 406 when there is none. */
export function chooseEncoder({ resource, accept, query, now }: Asked): Encoder {
  for (const range of accept === '' ? ['*/*'] : accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (!['application/json', '*/*', 'application/*'].includes(type)) continue;
    const as = parameters.find((parameter) => parameter.startsWith('as='))?.slice(3);
    if (as === undefined) return encodeWhole(resource);
    if (as === 'Table') return encodeTable({ resource, include: included(query), now });
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return encodeMetadata();
  }
  throw notAcceptable();
}

function included(query: URLSearchParams): 'None' | 'Metadata' | 'Object' {
  const asked = query.get('includeObject') ?? '';
  if (asked === '') return 'Metadata';
  if (asked === 'None' || asked === 'Metadata' || asked === 'Object') return asked;
  throw badRequest(`unrecognized includeObject value: ${asked}`);
}
