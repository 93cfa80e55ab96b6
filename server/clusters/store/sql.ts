import { Prisma } from '~/prisma/generated/client';
import type { Scope } from '../model/scope';

/** Where a cluster lies for the hub: what a person said, else what its nodes say. */
export const PLACE = {
  environment: Prisma.sql`coalesce(c.environment, c.observed_environment)`,
  provider: Prisma.sql`coalesce(c.provider, c.observed_provider)`,
  region: Prisma.sql`coalesce(c.region, c.observed_region)`,
  zone: Prisma.sql`coalesce(c.zone, c.observed_zone)`,
};

/** A condition list as SQL; no condition is true. */
export const all = (conditions: Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, ' AND ');

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Any of the columns contains the text, without regard to case. */
export function contains(text: string | undefined, columns: Prisma.Sql[]): Prisma.Sql[] {
  const wanted = text?.trim();
  if (!wanted) return [];
  const pattern = `%${escapeLike(wanted)}%`;
  return [
    Prisma.sql`(${Prisma.join(
      columns.map((column) => Prisma.sql`${column} ILIKE ${pattern}`),
      ' OR ',
    )})`,
  ];
}

const among = (column: Prisma.Sql, values: string[] | undefined): Prisma.Sql[] =>
  values && values.length > 0 ? [Prisma.sql`${column} = ANY(${values})`] : [];

export const amongStatuses = (column: Prisma.Sql, values: string[] | undefined) => among(column, values);

type Places = { region: Prisma.Sql; zone: Prisma.Sql; environment: Prisma.Sql };

/** The scope as conditions; rows that know their own place better than their cluster pass their columns. */
export function inScope(scope: Scope | undefined, places: Places = PLACE): Prisma.Sql[] {
  if (!scope) return [];
  return [
    ...among(Prisma.sql`c.name`, scope.clusters),
    ...among(places.region, scope.regions),
    ...among(places.zone, scope.zones),
    ...among(places.environment, scope.environments),
  ];
}

/** kubectl's equality selector over a jsonb column of labels: `a=b`, `a!=b`, `a`, `!a`, comma separated. */
export function matchesSelector(selector: string | undefined, labels: Prisma.Sql): Prisma.Sql[] {
  const terms = (selector ?? '').split(',').map((term) => term.trim());
  return terms.filter((term) => term !== '').map((term) => selectorTerm(term, labels));
}

function selectorTerm(term: string, labels: Prisma.Sql): Prisma.Sql {
  const [, key = term, operator, value = ''] = /^([^=!]+?)\s*(==|=|!=)\s*(.*)$/.exec(term) ?? [];
  if (operator === '!=') return Prisma.sql`NOT (${labels} @> ${JSON.stringify({ [key]: value })}::jsonb)`;
  if (operator !== undefined) return Prisma.sql`${labels} @> ${JSON.stringify({ [key]: value })}::jsonb`;
  if (term.startsWith('!')) return Prisma.sql`NOT (${labels} ? ${term.slice(1).trim()})`;
  return Prisma.sql`${labels} ? ${term}`;
}

/** ORDER BY one of the known columns, then by what makes the order total so that pages do not overlap. */
export function orderBy<Column extends string>(
  columns: Record<Column, Prisma.Sql>,
  sort: { by: Column; descending: boolean } | undefined,
  fallback: Prisma.Sql,
): Prisma.Sql {
  if (!sort) return Prisma.sql`ORDER BY ${fallback}`;
  const direction = sort.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  return Prisma.sql`ORDER BY ${columns[sort.by]} ${direction} NULLS LAST, ${fallback}`;
}
