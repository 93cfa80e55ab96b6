import type { IncomingHttpHeaders } from 'node:http';
import { followPerson } from '~/server/api/follow-person';
import type { MembersDoorDeps } from './ports';

/** Ends what is running when its person is out, or may other things than when it began. */
export async function whileAllowed(
  { personOf, rights }: Pick<MembersDoorDeps, 'personOf' | 'rights'>,
  headers: IncomingHttpHeaders,
  ending: AbortController,
  work: () => Promise<void>,
): Promise<void> {
  const person = () => personOf(headers, true);
  const stop = await followPerson({ person, signal: rights, onLost: () => ending.abort() });
  try {
    await work();
  } finally {
    stop?.();
  }
}
