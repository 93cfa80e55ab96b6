import type { CutPath } from '~/server/kube/list/cut-paths';
import type { KubeObject } from '~/server/kube/member';
import type { WatchEvent } from '~/server/kube/member-client';
import { jsonDepthExceeds, MAX_DEPTH } from '~/server/kube/request/json-depth';

/** What a line of a watch says. `garbled`: nobody knows what was lost with it. */
export type WatchLine =
  | { kind: 'change'; event: WatchEvent }
  | { kind: 'bookmark'; resourceVersion: string }
  | { kind: 'error'; status: number; body: string }
  | { kind: 'garbled' };

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes */
export function readEvent(line: Buffer, without: readonly CutPath[] = []): WatchLine {
  const parsed = parse(line);
  const object = parsed?.object;
  if (typeof object !== 'object' || object === null) return GARBLED;
  if (parsed?.type === 'ERROR') return readError(object);
  const { metadata } = object as Partial<KubeObject>;
  const resourceVersion = metadata?.resourceVersion;
  if (typeof resourceVersion !== 'string') return GARBLED;
  if (parsed?.type === 'BOOKMARK') return { kind: 'bookmark', resourceVersion };
  if (!isChange(parsed?.type) || typeof metadata?.name !== 'string') return GARBLED;
  for (const path of without) drop(object, path);
  // the guarantee behind the cast: it has metadata with a name, and the rest of the type is optional or unknown
  return { kind: 'change', event: { type: parsed.type, object: object as KubeObject } };
}

const GARBLED = { kind: 'garbled' } as const;
const CHANGES: readonly unknown[] = ['ADDED', 'MODIFIED', 'DELETED'] satisfies WatchEvent['type'][];

const isChange = (type: unknown): type is WatchEvent['type'] => CHANGES.includes(type);

function parse(line: Buffer): { type?: unknown; object?: unknown } | undefined {
  try {
    if (jsonDepthExceeds(line, MAX_DEPTH)) return undefined;
    const value: unknown = JSON.parse(line.toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function readError(status: { code?: unknown }): WatchLine {
  const code = typeof status.code === 'number' && status.code >= 400 ? status.code : 500;
  return { kind: 'error', status: code, body: JSON.stringify(status) };
}

/** A list's objects lose these subtrees before they are parsed; an event is parsed once and alone. */
function drop(object: object, path: CutPath): void {
  const [parent = '', child = ''] = path.split('.');
  const inner = (object as Record<string, unknown>)[parent];
  if (typeof inner === 'object' && inner !== null) delete (inner as Record<string, unknown>)[child];
}
