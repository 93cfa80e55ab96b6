import type { Gate } from '~/server/api/gate';
import { refuseHost } from '~/server/api/gate';

export type Refusal = { status: number; text: string };
type Asked = { method: string | undefined; path: string; headers: Record<string, string | string[] | undefined> };

/** More than any request of ours; what is read of a body is bounded again where it is read. */
export const MOST_BODY = 8 * 1024 * 1024;
/** Asked by address, by kubelets and by Prometheus; they tell nothing of the fleet without a token. */
const ASKED_BY_ADDRESS = new Set(['/api/healthz', '/api/readyz', '/api/metrics']);

/** Tokens and credentials of members are spoken of over https alone. */
export const isForMachines = (path: string): boolean => /^\/(k8s|agent|join|oauth)(\/|$)/.test(path);
export const WRONG_DOOR: Refusal = {
  status: 404,
  text: 'Machines use the https door of the hub (PORTOLAN_TLS_PORT), and nothing stands at this address there.',
};

/**
 * Why a request goes no further than the door, or undefined: another host than ours (https://owasp.org/www-community/attacks/DNS_Rebinding),
 * a body that is too large, or a write to a page: pages are read, and nothing is posted to them.
 */
export function refuseAtDoor({ method = 'GET', path, headers }: Asked, gate: Gate): Refusal | undefined {
  const host = String(headers['host'] ?? '');
  if (!gate.hosts.has(host) && !ASKED_BY_ADDRESS.has(path)) return { status: 421, text: refuseHost(host, gate) };
  if (Number(headers['content-length'] ?? 0) > MOST_BODY)
    return { status: 413, text: 'This is larger than any request of the hub.' };
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead && !path.startsWith('/api/'))
    return { status: 405, text: `The method ${method.slice(0, 20)} is not served here.` };
  return undefined;
}
