import { createContext } from '~/server/api/context';
import { appRouter } from '~/server/api/root';
import { ExportInput } from '~/server/audit/model/record';
import { failureOf } from '~/server/kernel/failure';
import { sharedWiring } from '~/server/wiring';

export const dynamic = 'force-dynamic';

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' };

/** The record as a file that a browser saves while it comes; who may read what of it is decided by the procedure. */
export async function GET(request: Request): Promise<Response> {
  const wiring = sharedWiring();
  const site = request.headers.get('sec-fetch-site');
  const isOurs = wiring.gate.hosts.has(request.headers.get('host') ?? '') && (site === null || site === 'same-origin');
  if (!isOurs) return refused(403, 'Only pages of this hub may ask for this.');
  const asked = new URL(request.url).searchParams.get('input') ?? '';
  const input = ExportInput.safeParse(parsed(asked));
  if (!input.success) return refused(400, 'The input is not one of this export.');
  const { format } = input.data;
  try {
    const caller = appRouter.createCaller(createContext(wiring, request.headers));
    const chunks = await caller.audit.export(input.data);
    const headers = {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.${format}"`,
      'cache-control': 'no-store',
    };
    return new Response(bytesOf(chunks), { headers });
  } catch (error) {
    const { cause } = error as Error;
    const kind = failureOf(cause)?.kind;
    return kind === 'forbidden' ? refused(403, 'Your grants do not let you export the record.') : signedOut(error);
  }
}

/** An error that is no refusal is a bug and is not hidden. */
function signedOut(error: unknown): Response {
  if ((error as { code?: string }).code !== 'UNAUTHORIZED') throw error;
  return refused(401, 'Sign in first.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bytesOf(chunks: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await iterator.return?.()),
  });
}

const refused = (status: number, text: string) =>
  new Response(`${text}\n`, { status, headers: { 'cache-control': 'no-store' } });
