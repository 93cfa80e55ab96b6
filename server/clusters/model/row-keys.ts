import type { NodeRow, WorkloadRow } from './inventory';

// apart from the schemas, so that a browser which only compares keys loads no schema library

/** What tells a node apart in the whole fleet. Neither part holds a slash. */
export const nodeKey = ({ cluster, name }: Pick<NodeRow, 'cluster' | 'name'>): string => `${cluster}/${name}`;

/** What tells a workload apart in the whole fleet. No part holds a slash. */
export const workloadKey = (row: Pick<WorkloadRow, 'cluster' | 'kind' | 'namespace' | 'name'>): string =>
  `${row.cluster}/${row.kind}/${row.namespace}/${row.name}`;
