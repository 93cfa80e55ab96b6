import { ok, type Result, refused } from '~/server/kernel/result';

export type ServerUrlFault = 'not-a-url' | 'not-https' | 'userinfo' | 'query' | 'zone' | 'too-long';

/**
 * An API server's address as it may be stored: https, host, port and path only. What the host resolves to is checked
 * where it is dialled; WHATWG parsing has already turned `0x7f.1`, `2130706433` and `①②⑦.0.0.1` into plain addresses.
 */
export function parseServerUrl(text: string): Result<URL, ServerUrlFault> {
  if (text.length > 2048) return refused('too-long');
  if (text.includes('%25') || /\[[^\]]*%/.test(text)) return refused('zone');
  if (!URL.canParse(text) || text.includes('\\')) return refused('not-a-url');
  const url = new URL(text);
  if (url.protocol !== 'https:') return refused('not-https');
  // `https://@host` and `https://:@host` parse to empty credentials: look at what was written
  if (url.username !== '' || url.password !== '' || authority(text).includes('@')) return refused('userinfo');
  if (text.includes('?') || text.includes('#')) return refused('query');
  return ok(url);
}

/** A sentence for the person who typed it. */
export const SERVER_URL_FAULTS: Record<ServerUrlFault, string> = {
  'not-a-url': 'is not a URL; write https://host:port',
  'not-https': 'must begin with https://',
  userinfo: 'must not contain a user name or password',
  query: 'must not contain ? or #',
  zone: 'must not contain a percent sign',
  'too-long': 'is longer than 2048 characters',
};

const authority = (text: string) => /^[^:]*:\/*([^/?#]*)/.exec(text)?.[1] ?? '';
