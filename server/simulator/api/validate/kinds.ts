import type { Cause } from '~/server/simulator/api/api-error';
import type { KubeObject } from '~/server/simulator/api/object';

type Validate = (object: KubeObject) => Cause[];
type ValidateUpdate = (before: KubeObject, after: KubeObject) => Cause[];

const NEW: Record<string, Validate> = {};
const CHANGED: Record<string, ValidateUpdate> = {};

/** What is wrong with an object of a kind, besides its metadata. */
export const kindProblems = (storage: string, object: KubeObject): Cause[] => NEW[storage]?.(object) ?? [];

/** What may not change. */
export const kindUpdateProblems = (storage: string, before: KubeObject, after: KubeObject): Cause[] =>
  CHANGED[storage]?.(before, after) ?? [];
