import { encodeDocument } from '~/server/kube/openapi/encode-document';
import { type Answer, answer, answerObject } from '~/server/simulator/api/answer';
import { ApiError } from '~/server/simulator/api/api-error';
import type { Registry } from '~/server/simulator/api/registry';
import { openApiV2 } from './openapi-v2';
import { groupVersionPath, groupVersionsOf, openApiV3 } from './openapi-v3';

const PROTOBUF = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';
const V3_SINCE = 24;

/** `/openapi/v2` as JSON or in the protobuf that kubectl asks for; `/openapi/v3` from 1.24 on, an index and a document each. */
export function serveOpenApi(registry: Registry, path: string, accept: string): Answer | undefined {
  if (path === '/openapi/v2') return serveV2(registry, accept);
  if (registry.minor < V3_SINCE || !path.startsWith('/openapi/v3')) return undefined;
  if (path === '/openapi/v3') return answerObject(200, indexOf(registry));
  const asked = groupVersionsOf(registry).find((one) => `/openapi/v3/${groupVersionPath(one)}` === path);
  if (!asked) throw new ApiError({ code: 404, reason: 'NotFound', message: '404 page not found' });
  return answerObject(200, openApiV3(registry, asked).document);
}

function indexOf(registry: Registry) {
  const entries = groupVersionsOf(registry).map((one) => {
    const path = groupVersionPath(one);
    return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${openApiV3(registry, one).hash}` }] as const;
  });
  return { paths: Object.fromEntries(entries) };
}

function serveV2(registry: Registry, accept: string): Answer {
  const document = openApiV2(registry);
  if (!accept.includes('protobuf')) return answerObject(200, document);
  return { ...answer(200, encodeDocument(document)), headers: { 'content-type': PROTOBUF } };
}
