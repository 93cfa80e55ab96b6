import { beginAtProvider } from '~/server/api/oidc-door';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';
type Params = { params: Promise<{ provider: string }> };

/** Where the browser goes to sign in at a provider. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  return beginAtProvider(sharedWiring(), request, (await params).provider);
}
