import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { DomainError } from '~/server/kernel/failure';
import type { Answer } from '~/server/kube/request/exchange';
import { takesMore } from './takes-more';

/** Headers of an answer that kubectl and client libraries read; a cookie or a redirect of a member goes no further. */
const PASSED = [
  'content-type',
  'content-length',
  'content-encoding',
  'retry-after',
  'warning',
  'audit-id',
  'etag',
  'last-modified',
  'x-varied-accept',
  'x-kubernetes-pf-flowschema-uid',
  'x-kubernetes-pf-prioritylevel-uid',
];

/** Passes a member's answer on as it comes, no faster than it is read. */
export async function relay(cluster: string, answer: Answer, response: ServerResponse): Promise<void> {
  if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
    answer.close();
    throw new DomainError({ kind: 'cluster-unreachable', cluster, reason: 'redirect', detail: '' });
  }
  response.writeHead(answer.status, passedHeaders(answer.headers));
  // a watch shows that it is open before anything happens
  response.flushHeaders();
  for (let chunk = await answer.read(); chunk; chunk = await answer.read()) {
    if (response.destroyed) return answer.close();
    if (!response.write(chunk)) await takesMore(response);
  }
  response.end();
}

export function passedHeaders(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(PASSED.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}
