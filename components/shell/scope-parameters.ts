import type { Scope } from '~/server/clusters/model/scope';
import { type Address, readList } from '../ui/url-parameters';

export const SCOPE_PARAMETERS = ['region', 'zone', 'cluster', 'env'] as const;

/** `href` with the scope of the current address added; what `href` says itself wins. */
export function keepScope(href: string, current: Address): string {
  const [path = '', query = ''] = href.split('?');
  const parameters = new URLSearchParams(query);
  for (const name of SCOPE_PARAMETERS) {
    const value = current.get(name);
    if (value !== null && !parameters.has(name)) parameters.set(name, value);
  }
  const text = parameters.toString().replaceAll('%2C', ',');
  return text === '' ? path : `${path}?${text}`;
}

/** With this much scope every question of a page still fits the 8 KiB of address that proxies pass on. */
const MOST_TEXT = 1500;
/** As many names of one list as the hub takes. */
const MOST_NAMES = 200;

/** Whether a scope is too long to stand in an address; what it means is then said shorter, by zones, regions or environments. */
export function isTooLong(scope: Scope): boolean {
  const lists = Object.values(scope);
  const length = lists.flat().reduce((sum, name) => sum + encodeURIComponent(name).length + 1, 0);
  return length > MOST_TEXT || lists.some((names) => names.length > MOST_NAMES);
}

/** The part of the fleet that an address names; undefined when it is the whole fleet. */
export function readScope(address: Address): Scope | undefined {
  const [regions = [], zones = [], clusters = [], environments = []] = SCOPE_PARAMETERS.map((name) =>
    readList(address.get(name)),
  );
  const scope = { regions, zones, clusters, environments };
  return Object.values(scope).some((entries) => entries.length > 0) ? scope : undefined;
}

/** A page about one cluster shows that, whatever scope was brought along. */
export const onlyCluster = (cluster: string): Scope => ({
  regions: [],
  zones: [],
  clusters: [cluster],
  environments: [],
});
