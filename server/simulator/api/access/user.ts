/** Who sends a request, after authentication and impersonation. */
export type User = { name: string; uid?: string; groups: readonly string[]; extra?: Record<string, string[]> };

export const ANONYMOUS: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

/** What somebody wants to do: to a resource, or to a path that is none. */
export type Attempt =
  | { verb: string; group: string; resource: string; subresource: string; namespace: string; name: string }
  | { verb: string; path: string };
