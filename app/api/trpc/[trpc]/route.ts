import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createContext } from '~/server/api/context';
import { refuseRequest } from '~/server/api/gate';
import { appRouter } from '~/server/api/root';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

const MAX_BODY = 8 * 1024 * 1024;
const MAX_BATCH = 20;

async function handle(request: Request): Promise<Response> {
  const wiring = sharedWiring();
  const refusal = refuseRequest(request, wiring.gate);
  if (refusal) return refused(403, refusal);
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY)
    return refused(413, 'The request is larger than 8 MiB.');
  const cookies: string[] = [];
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
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

const refused = (status: number, message: string) =>
  Response.json({ error: { message } }, { status, headers: { 'cache-control': 'no-store' } });

export { handle as GET, handle as POST };
