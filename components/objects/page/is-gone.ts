import { failureFrom } from '../../trpc/failure-from';

/** Whether an error says that the object is not there: the hub's own word for it, or the member's 404. */
export function isGone(error: unknown): boolean {
  const { kind, failure } = failureFrom(error);
  return kind === 'not-found' || (failure?.kind === 'cluster-refused' && failure.status === 404);
}
