'use client';
import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import type { Scope } from '~/server/clusters/model/scope';
import { readList, writeList } from '../ui/url-parameters';
import { setUrlParameters } from '../ui/use-url-state';
import { keepScope } from './scope-parameters';

/** The part of the fleet this page shows, as the URL says it. `scope` is undefined when it is the whole fleet. */
export function useScope() {
  const parameters = useSearchParams();
  const [region, zone, cluster, env] = ['region', 'zone', 'cluster', 'env'].map((name) => parameters.get(name));
  const scope = useMemo<Scope | undefined>(() => {
    const chosen = {
      regions: readList(region ?? null),
      zones: readList(zone ?? null),
      clusters: readList(cluster ?? null),
      environments: readList(env ?? null),
    };
    return Object.values(chosen).some((entries) => entries.length > 0) ? chosen : undefined;
  }, [region, zone, cluster, env]);
  return { scope, setScope };
}

function setScope(next: Scope | undefined) {
  setUrlParameters({
    region: writeList(next?.regions),
    zone: writeList(next?.zones),
    cluster: writeList(next?.clusters),
    env: writeList(next?.environments),
  });
}

/** Makes addresses that keep the scope of this page. */
export function useScopedHref(): (href: string) => string {
  const current = useSearchParams();
  return (href) => keepScope(href, current);
}
