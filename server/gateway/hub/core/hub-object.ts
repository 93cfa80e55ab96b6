import { GROUP_VERSION, type HubKind } from './kinds';

export type HubMetadata = {
  name: string;
  uid: string;
  /** Set once it was given one; see `store/versions`. */
  resourceVersion?: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  finalizers?: string[];
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
};

/** An object as the hub's own Kubernetes API shows it. */
export type HubObject = {
  apiVersion: string;
  kind: string;
  metadata: HubMetadata;
  spec: Record<string, unknown>;
  status?: Record<string, unknown>;
};

/** Seconds, as API servers write times. */
export const timeOf = (instant: string): string => instant.replace(/\.\d+Z$/, 'Z');

export const headOf = (kind: HubKind['kind']) => ({ apiVersion: GROUP_VERSION, kind });

type Words = { labels: Record<string, string>; annotations: Record<string, string> };

/** Labels and annotations as metadata has them: absent where there are none. */
export function wordsOf({ labels, annotations }: Words): Pick<HubMetadata, 'labels' | 'annotations'> {
  const isEmpty = (words: Record<string, string>) => Object.keys(words).length === 0;
  return { ...(isEmpty(labels) ? {} : { labels }), ...(isEmpty(annotations) ? {} : { annotations }) };
}

export const NO_WORDS: Words = { labels: {}, annotations: {} };
