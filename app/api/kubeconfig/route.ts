import { createContext } from '~/server/api/context';
import { appRouter } from '~/server/api/root';
import { KubeconfigInput } from '~/server/gateway/rbac/model/member-rights';
import { failureOf } from '~/server/kernel/failure';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

/** A kubeconfig of the clusters that one sees, as a file. It holds no token; who sees what is decided by the procedure. */
export async function GET(request: Request): Promise<Response> {
  const wiring = sharedWiring();
  const site = request.headers.get('sec-fetch-site');
  const isOurs = wiring.gate.hosts.has(request.headers.get('host') ?? '') && (site === null || site === 'same-origin');
  if (!isOurs) return refused(403, 'Only pages of this hub may ask for this.');
  const input = KubeconfigInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!input.success) return refused(400, 'The only parameter is exec: v1 or v1beta1.');
  try {
    const { text } = await appRouter
      .createCaller(createContext(wiring, request.headers))
      .clusters.kubeconfig(input.data);
    const headers = {
      'content-type': 'application/yaml',
      'content-disposition': 'attachment; filename="portolan.kubeconfig"',
      'cache-control': 'no-store',
    };
    return new Response(text, { headers });
  } catch (error) {
    if (failureOf((error as Error).cause)?.kind === 'forbidden')
      return refused(403, 'Your grants do not let you see any cluster.');
    // an error that is no refusal is a bug and is not hidden
    if ((error as { code?: string }).code !== 'UNAUTHORIZED') throw error;
    return refused(401, 'Sign in first.');
  }
}

const refused = (status: number, text: string) =>
  new Response(`${text}\n`, { status, headers: { 'cache-control': 'no-store' } });
