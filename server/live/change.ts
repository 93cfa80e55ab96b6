/** The parts of the model that browsers hold; each maps to the queries that show it. */
export const TOPICS = [
  'clusters',
  'nodes',
  'namespaces',
  'workloads',
  'services',
  'pods',
  'drains',
  'applications',
] as const;
export type Topic = (typeof TOPICS)[number];

/**
 * Something of one cluster changed. It carries no data: who may see what is decided by the query that reads it again.
 * `keys` says which rows, within their cluster; any may have changed when it is absent.
 */
export type Change = { topic: Topic; cluster: string; keys?: string[] };
export type LiveEvent = { id: string; change: Change };
