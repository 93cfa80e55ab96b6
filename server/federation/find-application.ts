import { DomainError } from '~/server/kernel/failure';
import type { ApplicationStore, KeptApplication, Viewer } from './ports/applications';

/** An application in sight, at its newest revision or at the one that is given. Throws `not-found`. */
export async function findApplication(
  { applications }: { applications: Pick<ApplicationStore, 'find'> },
  viewer: Viewer,
  name: string,
  revision?: number,
): Promise<KeptApplication> {
  const kept = await applications.find(viewer, name, revision);
  if (kept) return kept;
  throw new DomainError({ kind: 'not-found', what: 'application', name });
}
