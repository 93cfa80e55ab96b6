import type { Page } from '~/server/simulator/api/read/list';
import type { Resource } from '~/server/simulator/api/registry';
import type { Stored } from '~/server/simulator/api/store';

/** How objects leave the server: whole, as PartialObjectMetadata, or as a Table. */
export type Encoder = {
  one(stored: Stored): Buffer[];
  list(page: Page): Buffer[];
  event(type: string, stored: Stored): Buffer;
  /** An object that tells a watcher the present revision and nothing else. */
  bookmark(revision: number): Buffer;
};

/** `{"kind":…,"apiVersion":…` as the real server writes it; custom resources are written with sorted fields. */
export function headOf({ kind, version }: Resource, suffix = ''): string {
  const apiVersion = JSON.stringify(kind.group === '' ? version : `${kind.group}/${version}`);
  const name = JSON.stringify(kind.kind + suffix);
  return kind.custom ? `{"apiVersion":${apiVersion},"kind":${name},` : `{"kind":${name},"apiVersion":${apiVersion},`;
}

export function listMetaOf({ revision, token, remaining }: Page): string {
  return JSON.stringify({
    resourceVersion: String(revision),
    ...(token === '' ? {} : { continue: token }),
    ...(remaining === undefined ? {} : { remainingItemCount: remaining }),
  });
}
