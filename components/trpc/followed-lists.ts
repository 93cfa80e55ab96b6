const followed = new Map<string, number>();

/** From now on rows of this list (`clusters.listNodes`) come by themselves, until the returned function is called. */
export function markFollowed(procedure: string): () => void {
  followed.set(procedure, (followed.get(procedure) ?? 0) + 1);
  let marked = true;
  return () => {
    if (!marked) return;
    marked = false;
    followed.set(procedure, (followed.get(procedure) ?? 1) - 1);
  };
}

/** Whether changed rows of this query are shown without asking: then only its count and order need another look. */
export function isFollowed([path]: readonly unknown[]): boolean {
  return Array.isArray(path) && (followed.get(path.join('.')) ?? 0) > 0;
}
