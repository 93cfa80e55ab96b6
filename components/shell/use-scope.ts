'use client';
import { useSearchParams } from 'next/navigation';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import type { Scope } from '~/server/clusters/model/scope';
import { keepScope } from './scope-parameters';

const list = parseAsArrayOf(parseAsString).withDefault([]);
const parameters = { region: list, zone: list, cluster: list, env: list };

/** The part of the fleet this page shows, as the URL says it. `scope` is undefined when it is the whole fleet. */
export function useScope() {
  const [{ region, zone, cluster, env }, set] = useQueryStates(parameters);
  const scope = useMemo<Scope | undefined>(() => {
    const chosen = { regions: region, zones: zone, clusters: cluster, environments: env };
    return Object.values(chosen).some((entries) => entries.length > 0) ? chosen : undefined;
  }, [region, zone, cluster, env]);
  const setScope = (next: Scope | undefined) =>
    void set({
      region: orNull(next?.regions),
      zone: orNull(next?.zones),
      cluster: orNull(next?.clusters),
      env: orNull(next?.environments),
    });
  return { scope, setScope };
}

const orNull = (entries: string[] | undefined) => (entries === undefined || entries.length === 0 ? null : entries);

/** Makes addresses that keep the scope of this page. */
export function useScopedHref(): (href: string) => string {
  const current = useSearchParams();
  return (href) => keepScope(href, current);
}
