import type { Unparsed } from '../member-request';

/** A raw request target in its parts: segments decoded once, the query as it stands. */
export type Target = { ok: true; segments: string[]; query: string; hasTrailingSlash: boolean };

const MAX_TARGET = 8192;
/** A slash, a backslash, a zero byte or a percent sign in disguise: no name of Kubernetes has one. */
const DISGUISED = /%(2f|5c|00|25)/i;

/**
 * Takes a target apart as it came over the wire. Nothing is normalized: what has two forms is refused, because one of them
 * would be checked and the other sent.
 */
export function splitTarget(target: string): Target | Unparsed {
  if (target.length > MAX_TARGET) return refuse(`the address is longer than ${MAX_TARGET} bytes`);
  if (!/^\/[\x21-\x7e]*$/.test(target)) return refuse('an address begins with / and is printable ASCII');
  if (target.includes('#')) return refuse('an address that is sent has no fragment');
  const [path = '', ...queries] = target.split('?');
  const query = queries.join('?');
  if (path.includes('\\') || path.includes(';')) return refuse('the address has a \\ or a ;');
  if (DISGUISED.test(path)) return refuse('the address has a slash, a backslash or a percent sign in disguise');
  const hasTrailingSlash = path.length > 1 && path.endsWith('/');
  const raw = path.slice(1, hasTrailingSlash ? -1 : undefined).split('/');
  const segments: string[] = [];
  for (const one of raw) {
    const segment = decode(one);
    if (segment === undefined) return refuse('the address is not UTF-8');
    if (segment === '' || segment === '.' || segment === '..')
      return refuse('the address has an empty or a dotted part');
    segments.push(segment);
  }
  return { ok: true, segments, query, hasTrailingSlash };
}

/** The one form in which a segment is sent. */
export const encodeSegment = (segment: string): string => encodeURIComponent(segment).replaceAll('%3A', ':');

function decode(segment: string): string | undefined {
  try {
    const decoded = decodeURIComponent(segment);
    // control characters have no place in a name, and bidirectional marks hide one
    return /[\p{Cc}\p{Cf}]/u.test(decoded) ? undefined : decoded;
  } catch {
    return undefined;
  }
}

const refuse = (message: string): Unparsed => ({ ok: false, message });
