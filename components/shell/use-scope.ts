'use client';
import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import type { Scope } from '~/server/clusters/model/scope';
import { writeList } from '../ui/url-parameters';
import { setUrlParameters } from '../ui/use-url-state';
import { keepScope, readScope, SCOPE_PARAMETERS } from './scope-parameters';

/** The part of the fleet this page shows, as the URL says it. `scope` is undefined when it is the whole fleet. */
export function useScope() {
  const parameters = useSearchParams();
  const text = SCOPE_PARAMETERS.map((name) => `${name}=${encodeURIComponent(parameters.get(name) ?? '')}`).join('&');
  const scope = useMemo(() => readScope(new URLSearchParams(text)), [text]);
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
