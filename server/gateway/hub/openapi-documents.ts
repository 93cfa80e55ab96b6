import { createHash } from 'node:crypto';
import { encodeDocument } from '~/server/kube/openapi/encode-document';
import { gvkOf, hubSchemas, schemaName } from './core/hub-schemas';
import { GROUP_VERSION, HUB_KINDS, type HubKind } from './core/kinds';

/** Questions that a PATCH understands: by these kubectl finds out whether a dry run and strict fields are served. */
const QUESTIONS = ['dryRun', 'fieldManager', 'fieldValidation', 'force'];

type Operation = (kind: HubKind, verb: 'get' | 'patch', parameters: readonly string[]) => unknown;

function pathsWith(operation: Operation): Record<string, unknown> {
  const collection = ({ plural }: HubKind) => `/apis/${GROUP_VERSION}/${plural}`;
  const entries = HUB_KINDS.flatMap((kind): [string, unknown][] => {
    const list: [string, unknown] = [collection(kind), { get: operation(kind, 'get', ['limit', 'continue']) }];
    if (!kind.verbs.includes('patch')) return [list];
    return [list, [`${collection(kind)}/{name}`, { patch: operation(kind, 'patch', QUESTIONS) }]];
  });
  return Object.fromEntries(entries);
}

const about = (kind: HubKind, verb: string) => ({
  'x-kubernetes-action': verb,
  'x-kubernetes-group-version-kind': gvkOf(kind),
});

const info = { title: 'Portolan', version: 'v1alpha1' };

const v2 = {
  ...{ swagger: '2.0', info },
  paths: pathsWith((kind, verb, parameters) => ({
    parameters: parameters.map((name) => ({ in: 'query', name, type: 'string', uniqueItems: true })),
    responses: { 200: { description: 'OK' } },
    ...about(kind, verb),
  })),
  definitions: hubSchemas((name) => `#/definitions/${name}`),
};

const refer = (name: string) => `#/components/schemas/${name}`;
const v3 = JSON.stringify({
  ...{ openapi: '3.0.0', info },
  paths: pathsWith((kind, verb, parameters) => ({
    parameters: parameters.map((name) => ({ in: 'query', name, schema: { type: 'string', uniqueItems: true } })),
    responses: {
      200: { description: 'OK', content: { 'application/json': { schema: { $ref: refer(schemaName(kind)) } } } },
    },
    ...about(kind, verb),
  })),
  components: { schemas: hubSchemas(refer) },
});
/** By its hash a client knows that it need not read the document again. */
const hash = createHash('sha512').update(v3).digest('hex').toUpperCase();
const V3_PATH = `apis/${GROUP_VERSION}`;

const PROTOBUF = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';
const JSON_TYPE = 'application/json';
let encoded: Buffer | undefined;

/** The schemas by path; version 2 in the protobuf that kubectl asks for, where it does. */
export function openApiDocument(path: string, accept: string): { type: string; body: string | Buffer } | undefined {
  if (path === '/openapi/v2') {
    if (!accept.includes('protobuf')) return { type: JSON_TYPE, body: JSON.stringify(v2) };
    encoded ??= encodeDocument(v2);
    return { type: PROTOBUF, body: encoded };
  }
  if (path === '/openapi/v3') {
    const paths = { [V3_PATH]: { serverRelativeURL: `/k8s/hub/openapi/v3/${V3_PATH}?hash=${hash}` } };
    return { type: JSON_TYPE, body: JSON.stringify({ paths }) };
  }
  return path === `/openapi/v3/${V3_PATH}` ? { type: JSON_TYPE, body: v3 } : undefined;
}
