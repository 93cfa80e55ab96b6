import { readFile } from 'node:fs/promises';
import path from 'node:path';

export const dynamic = 'force-dynamic';

/** The kubectl plug-in as it was bundled: the same for everyone, and without a secret. */
export async function GET(): Promise<Response> {
  const program = await readFile(path.resolve('dist/kubectl-portolan'), 'utf8');
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': 'attachment; filename="kubectl-portolan"',
  };
  return new Response(program, { headers });
}
