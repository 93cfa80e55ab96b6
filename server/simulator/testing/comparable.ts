import { isObject } from '~/server/simulator/api/object';
import type { Reply } from './member-client';

/** What differs between two servers by nature: identities, times, versions, addresses. */
const VOLATILE: Record<string, string> = {
  uid: '<uid>',
  resourceVersion: '<revision>',
  continue: '<token>',
  clusterIP: '<address>',
  clusterIPs: '<address>',
  storageVersionHash: '<hash>',
  serverAddress: '<address>',
  token: '<token>',
};
/** Columns are compared by what they are called and show; the rest is what the controllers of a real cluster add. */
const LEFT_OUT = [
  'managedFields',
  'description',
  'node.alpha.kubernetes.io/ttl',
  'deployment.kubernetes.io/revision',
  'taints',
];

/** A reply as it can be compared with another server's; the order of fields counts as in the text. */
export function comparable({ status, headers, text }: Reply): {
  status: number;
  type: string;
  retryAfter: unknown;
  body: string;
} {
  const type = String(headers['content-type']);
  const body = type.startsWith('application/json') ? JSON.stringify(plain(JSON.parse(text)), undefined, 1) : text;
  return { status, type, retryAfter: headers['retry-after'], body: masked(body) };
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  const controllers = value['kind'] === 'Deployment' ? 'status' : undefined;
  const kept = Object.entries(value).filter(
    ([field, inside]) => !LEFT_OUT.includes(field) && !isOnlyLeftOut(inside) && field !== controllers,
  );
  return Object.fromEntries(
    kept.map(([field, inside]) => [field, VOLATILE[field] && inside !== '' ? VOLATILE[field] : plain(inside)]),
  );
}

const isOnlyLeftOut = (value: unknown) =>
  isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((field) => LEFT_OUT.includes(field));

const masked = (text: string) =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/in record \(\d+\)/g, 'in record (<revision>)')
    .replace(/current: \d+/g, 'current: <revision>')
    .replace(/"\d+s"/g, '"<age>"')
    .replace(/10\.\d+\.\d+\.\d+/g, '<address>');
