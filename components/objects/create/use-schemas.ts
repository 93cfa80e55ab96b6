'use client';
import { useQueries } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { apiVersionOf } from '~/server/objects/model/ref';
import { useTRPC } from '../../trpc/client';
import type { SchemaOf } from '../editor/check-text';
import { kindsIn, type NamedKind } from '../editor/kind-at';
import { useKinds } from '../use-kinds';

const HOUR_MS = 3_600_000;
const nameOf = ({ apiVersion, kind }: NamedKind) => `${apiVersion} ${kind}`;

/** The schemas of the kinds that a text names, as far as they have come. */
export function useSchemas(cluster: string, text: string): SchemaOf {
  const trpc = useTRPC();
  const { all } = useKinds(cluster);
  const written = useDeferredValue(text);
  const known = useMemo(
    () =>
      kindsIn(written).flatMap((named) => {
        const kind = all.find((one) => one.kind === named.kind && apiVersionOf(one) === named.apiVersion);
        return kind ? [{ name: nameOf(named), kind }] : [];
      }),
    [written, all],
  );
  return useQueries({
    queries: known.map(({ kind: { group, version, plural } }) => ({
      ...trpc.objects.schema.queryOptions({ cluster, kind: { group, version, plural } }),
      staleTime: HOUR_MS,
    })),
    combine: (answers) => {
      const schemas = new Map(known.map(({ name }, index) => [name, answers[index]?.data ?? undefined]));
      return (apiVersion: string, kind: string) => schemas.get(nameOf({ apiVersion, kind }));
    },
  });
}
