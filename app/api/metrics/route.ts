import { mayScrape } from '~/server/metrics';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

/** For Prometheus, with the token of PORTOLAN_METRICS_TOKEN; without that setting there is nothing here. */
export async function GET(request: Request): Promise<Response> {
  const { env, metrics } = sharedWiring();
  const headers = { 'cache-control': 'no-store' };
  if (env.metricsToken === undefined) return new Response('not found\n', { status: 404, headers });
  if (!mayScrape(request.headers.get('authorization'), env.metricsToken)) {
    return new Response('unauthorized\n', { status: 401, headers: { ...headers, 'www-authenticate': 'Bearer' } });
  }
  const { text, contentType } = await metrics.read();
  return new Response(text, { headers: { ...headers, 'content-type': contentType } });
}
