import type { ClusterFailure } from '~/server/kernel/failure';
import type { CutPath } from '~/server/kube/list/cut-paths';
import type { KubeObject, Resource } from './member';

/**
 * Everything the hub asks of one member. Every call has a total deadline, an idle limit and a byte cap, passes the
 * member's bound and breaker, and fails with a `DomainError` whose failure is `cluster-unreachable` or `cluster-refused`.
 */
export type MemberClient = {
  readonly name: string;
  get(resource: Resource, at: At, options?: CallOptions): Promise<KubeObject>;
  /** One page as it was answered; `continue` asks for the next. */
  list(resource: Resource, query: ListQuery, options?: CallOptions): Promise<ListPage>;
  /** Every page in turn, restarted once from the beginning when `continue` has expired (410). */
  pages(resource: Resource, query: ListQuery, options?: CallOptions): AsyncIterable<ListPage>;
  /** Also of a subresource: a pod's `eviction`. */
  create(resource: Resource, at: Partial<At>, object: object, options?: WriteOptions): Promise<KubeObject>;
  update(resource: Resource, at: At, object: object, options?: WriteOptions): Promise<KubeObject>;
  /** Server-side apply; `force` takes fields over from other managers. */
  apply(resource: Resource, at: At, object: object, options: ApplyOptions): Promise<KubeObject>;
  patch(resource: Resource, at: At, patch: Patch, options?: WriteOptions): Promise<KubeObject>;
  delete(resource: Resource, at: At, options?: DeleteOptions): Promise<void>;
  /** A GET of a path that is no object: `/version`, `/readyz`, `/openapi/v3`. */
  raw(path: string, options?: CallOptions): Promise<{ status: number; body: string }>;
  /** Every kind the member serves: aggregated discovery where it is offered, the classic walk elsewhere. */
  discover(options?: CallOptions): Promise<Discovery>;
  /** A watch that survives everything until it is closed. */
  watch(resource: Resource, query: WatchQuery, on: WatchListener): Watch;
};

export type At = { name: string; namespace?: string; subresource?: string };

export type CallOptions = {
  signal?: AbortSignal;
  /** Total deadline in milliseconds; the client's own limit when absent. */
  deadlineMs?: number;
};
export type WriteOptions = CallOptions & {
  dryRun?: boolean;
  fieldManager?: string;
  /** `Strict` refuses unknown and double fields; servers before 1.25 do not know it and prune in silence. */
  fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** What the member wants to be said of a write that it takes: deprecations, unknown fields, policies. */
  onWarnings?(warnings: string[]): void;
};
export type ApplyOptions = WriteOptions & { fieldManager: string; force?: boolean };
export type DeleteOptions = WriteOptions & {
  propagation?: 'Foreground' | 'Background' | 'Orphan';
  uid?: string;
  resourceVersion?: string;
};

export type Patch =
  | { kind: 'json'; operations: JsonPatchOperation[] }
  | { kind: 'merge'; body: object }
  | { kind: 'strategic'; body: object };

/** RFC 6902. */
export type JsonPatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; path: string; from: string };

export type ListQuery = {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  /** Objects a page; 500 when absent. */
  limit?: number;
  continue?: string;
  resourceVersion?: string;
  /** Asks for `PartialObjectMetadata` or `Table` instead of the whole objects. */
  as?: 'metadata' | 'table';
  /** Subtrees that are dropped from the bytes before they are parsed: `metadata.managedFields`, `status.images`. */
  without?: CutPath[];
};

export type ListPage = {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
  items: KubeObject[];
  /** What the member prints of the objects, when a table was asked for; `items` then holds their metadata. */
  table?: Table;
};

export type Table = {
  columns: { name: string; type: string; priority: number }[];
  rows: { cells: unknown[]; object: KubeObject }[];
};

export type WatchQuery = Omit<ListQuery, 'continue' | 'as' | 'resourceVersion'> & { as?: 'metadata' };

export type WatchEvent = { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubeObject };

/**
 * The whole truth first, then its changes. `page` comes with each group of objects before `synced`; `synced` says that what was not
 * in the pages since the last `reset` no longer exists. After a gap that cannot be resumed (410) it begins again with `reset`.
 * Whatever returns a promise is waited for before the next call; when it throws, the truth is told again from `reset`.
 */
export type WatchListener = {
  reset(): void;
  page(items: KubeObject[]): void | Promise<void>;
  synced(): void | Promise<void>;
  /** Changes in the member's order, as many as have come at once. */
  changed(events: WatchEvent[]): void | Promise<void>;
  /** The connection's state: `live`, or why not and when it is tried again. Called on every change of it. */
  state(state: WatchState): void;
};

export type WatchState =
  | { kind: 'live' }
  | { kind: 'listing' }
  | { kind: 'waiting'; error: unknown; retryInMs: number };

export type Watch = { close(): void };

/** A group's preferred version comes first. `gaps` are groups that did not answer: their kinds are unknown, not absent. */
export type Discovery = {
  kinds: DiscoveredKind[];
  gaps: { group: string; version: string; failure: ClusterFailure }[];
};

export type DiscoveredKind = Resource & {
  kind: string;
  singular: string;
  shortNames: string[];
  namespaced: boolean;
  verbs: string[];
  categories: string[];
  /** The subresources' own names: `status`, `scale`, `log`. */
  subresources: string[];
};
