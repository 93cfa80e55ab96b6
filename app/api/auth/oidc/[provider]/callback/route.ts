import { returnFromProvider } from '~/server/api/oidc-door';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';
type Params = { params: Promise<{ provider: string }> };

/** Where a provider leads the browser back to. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  return returnFromProvider(sharedWiring(), request, (await params).provider);
}
