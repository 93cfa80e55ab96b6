import type { ListMeta } from './encode';
import type { HubObject } from './hub-object';

/** Where a page ended, and the version that its list began with, from which a watch goes on. */
type Token = { version: string; after: string };

/** A page of objects that are in the order of their names; undefined for a token that is none of ours. */
export function cutPage(
  all: readonly HubObject[],
  { limit, token, version }: { limit: number; token: string; version: string },
): { items: HubObject[]; metadata: ListMeta } | undefined {
  const from = token === '' ? { version, after: '' } : readToken(token);
  if (!from) return undefined;
  const rest = all.filter(({ metadata }) => metadata.name > from.after);
  const items = limit > 0 ? rest.slice(0, limit) : rest;
  const left = rest.length - items.length;
  const metadata: ListMeta = { resourceVersion: from.version };
  if (left === 0) return { items, metadata };
  const next: Token = { version: from.version, after: items.at(-1)?.metadata.name ?? '' };
  const written = Buffer.from(JSON.stringify(next)).toString('base64url');
  return { items, metadata: { ...metadata, continue: written, remainingItemCount: left } };
}

function readToken(token: string): Token | undefined {
  try {
    const { version, after }: Partial<Token> = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return typeof version === 'string' && /^\d+$/.test(version) && typeof after === 'string'
      ? { version, after }
      : undefined;
  } catch {
    return undefined;
  }
}
