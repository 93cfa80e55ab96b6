import type { KubeObject } from './member';

/** Who wrote a field last, as the API server recorded it. `at` is ISO 8601, null where the server did not say. */
export type FieldWriter = { manager: string; at: string | null };

type Entry = { manager?: unknown; time?: unknown; fieldsV1?: unknown };

/**
 * The last of the managers that own a field, by `metadata.managedFields`; null when no one is recorded. `path` are the
 * field's names from the object down. https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function lastWriter({ metadata }: KubeObject, path: readonly string[]): FieldWriter | null {
  const entries: Entry[] = Array.isArray(metadata['managedFields']) ? metadata['managedFields'] : [];
  const writers = entries.filter((entry) => owns(entry.fieldsV1, path)).map(asWriter);
  return writers.toSorted((one, other) => (one.at ?? '').localeCompare(other.at ?? '')).at(-1) ?? null;
}

function owns(fields: unknown, path: readonly string[]): boolean {
  let inside = fields;
  for (const name of path) {
    if (typeof inside !== 'object' || inside === null) return false;
    inside = (inside as Record<string, unknown>)[`f:${name}`];
  }
  return inside !== undefined;
}

const asWriter = ({ manager, time }: Entry): FieldWriter => ({
  manager: typeof manager === 'string' ? manager : '',
  at: typeof time === 'string' ? time : null,
});
