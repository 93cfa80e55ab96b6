import type { Json } from '~/server/kernel/json';

/**
 * Who changed a field of a template: which rule, by which of its overriders (counted from 0); null for the placement, which
 * shares replicas out. `path` is a JSON pointer.
 */
export type Origin = { path: string; rule: string | null; overrider: number };

/** What is to be said of the rules that mean a template. The first three keep the manifest from being applied. */
export type OverrideProblem =
  | { kind: 'failed'; rule: string; overrider: number; why: string }
  | { kind: 'identity'; rule: string; overrider: number; path: string }
  /** Two rules of one priority write different values: nobody has decided which. */
  | { kind: 'conflict'; path: string; rules: [string, string] }
  | { kind: 'overruled'; path: string; rule: string; by: string }
  | { kind: 'no-effect'; rule: string; overrider: number };

/** What is applied to one cluster, with the origin of each field that is not the template's. */
export type Manifest = { object: Json; origins: Origin[]; problems: OverrideProblem[] };
