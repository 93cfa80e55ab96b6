import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { boundedBody } from '~/server/api/bounded-body';
import { createContext } from '~/server/api/context';
import { refuseRequest } from '~/server/api/gate';
import { appRouter } from '~/server/api/root';
import { MOST_BODY } from '~/server/gateway/refuse-request';
import type { Failure } from '~/server/kernel/failure';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

const MAX_BATCH = 10;

async function handle(request: Request): Promise<Response> {
  const wiring = sharedWiring();
  const refusal = refuseRequest(request, wiring.gate);
  if (refusal) return refused(403, 'FORBIDDEN', refusal, null);
  const bounded = await boundedBody(request, MOST_BODY);
  if (!bounded.ok) {
    const failure: Failure = { kind: 'limit', what: 'request', limit: MOST_BODY, unit: 'bytes' };
    return refused(413, 'PAYLOAD_TOO_LARGE', bounded.refusal, failure);
  }
  const cookies: string[] = [];
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: bounded.request,
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: () => createContext(wiring, request.headers, (cookie) => cookies.push(cookie)),
    responseMeta: () => {
      const headers = new Headers({ 'cache-control': 'no-store' });
      for (const cookie of cookies) headers.append('set-cookie', cookie);
      return { headers };
    },
  });
}

/** A refusal before tRPC, in the shape that its clients read; one object answers a whole batch. */
function refused(httpStatus: number, code: string, message: string, failure: Failure | null): Response {
  const error = { message, code: -32600, data: { code, httpStatus, failure, reference: null } };
  return Response.json({ error }, { status: httpStatus, headers: { 'cache-control': 'no-store' } });
}

export { handle as GET, handle as POST };
