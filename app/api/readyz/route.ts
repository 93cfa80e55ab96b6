import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

/** The process can do its work: the database answers. */
export async function GET(): Promise<Response> {
  try {
    await sharedWiring().database.pool.query('SELECT 1');
    return new Response('ok\n', { headers: { 'cache-control': 'no-store' } });
  } catch {
    return new Response('the database does not answer\n', { status: 503, headers: { 'cache-control': 'no-store' } });
  }
}
