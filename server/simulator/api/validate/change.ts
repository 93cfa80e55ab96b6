import type { KubeObject } from '~/server/simulator/api/object';

/** A change under judgement; `revision` is the version that the request itself names. */
export type Change = { before: KubeObject; after: KubeObject; minor: number; revision: string | undefined };
