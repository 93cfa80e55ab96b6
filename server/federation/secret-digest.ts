import { hash } from 'node:crypto';
import type { Json } from '~/server/kernel/json';
import { appliedOf } from './core/applied-of';
import type { ObjectKey } from './model/inventory';

const digest = (base64: string): string => hash('sha256', Buffer.from(base64, 'base64'));
const toBase64 = (value: string): string => Buffer.from(value).toString('base64');

/** An object without the values of a Secret: what may be kept of it, logged and compared. */
export const withoutSecrets = (object: Json, kind: Pick<ObjectKey, 'group' | 'kind'>): Json =>
  appliedOf(object, kind, digest, toBase64);
