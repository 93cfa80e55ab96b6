import type { ServerResponse } from 'node:http';
import { sendJson } from './asked';
import { aggregated, aggregatedVersion, DISCOVERY } from './core/discovery';
import { openApiDocument } from './openapi-documents';

const HEALTH = new Set(['/healthz', '/livez', '/readyz']);

/** What is the same for everyone who is known: which kinds there are and what they look like; `false` for any other path. */
export function serveDiscovery(path: string, accept: string, response: ServerResponse): boolean {
  const version = path === '/api' || path === '/apis' ? aggregatedVersion(accept) : undefined;
  if (version) {
    const type = `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
    response.writeHead(200, { 'content-type': type });
    response.end(JSON.stringify(aggregated(version, path === '/api')));
    return true;
  }
  if (HEALTH.has(path)) {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('ok');
    return true;
  }
  const schema = openApiDocument(path, accept);
  if (schema) {
    response.writeHead(200, { 'content-type': schema.type });
    response.end(schema.body);
    return true;
  }
  if (!Object.hasOwn(DISCOVERY, path)) return false;
  sendJson(response, 200, DISCOVERY[path]);
  return true;
}
