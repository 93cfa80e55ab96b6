import type { ProviderInput, ProviderRow } from '~/server/teams/model/provider';

/** One group of the provider's and the team that its people belong to. */
export type GroupRow = { id: number; group: string; team: string };

/** A provider as it is typed; the secret that is kept is never filled in. */
export type ProviderDraft = {
  name: string;
  label: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  authority: string;
  scopes: string;
  groupsClaim: string;
  groups: GroupRow[];
  enabled: boolean;
};

export const draftOf = (kept: ProviderRow | undefined): ProviderDraft => ({
  ...{ name: kept?.name ?? '', label: kept?.label ?? '', issuer: kept?.issuer ?? '', clientId: kept?.clientId ?? '' },
  ...{ clientSecret: '', authority: kept?.authority ?? '', scopes: kept?.scopes ?? 'openid profile email' },
  groupsClaim: kept?.groupsClaim ?? 'groups',
  groups: Object.entries(kept?.groups ?? {}).map(([group, team], id) => ({ id, group, team })),
  enabled: kept?.enabled ?? true,
});

const named = (rows: readonly GroupRow[]) =>
  rows.map((row) => ({ ...row, group: row.group.trim() })).filter(({ group }) => group !== '');

/** The draft as it is sent: an empty secret stays as it is, a row without a group is not meant yet. */
export function inputOf({ clientSecret, authority, groups, ...draft }: ProviderDraft): ProviderInput {
  return {
    ...draft,
    issuer: draft.issuer.trim(),
    ...(clientSecret === '' ? {} : { clientSecret }),
    authority: authorityOf(authority),
    groups: Object.fromEntries(named(groups).map(({ group, team }) => [group, team])),
  };
}

/** Empty means the roots of the system. */
export const authorityOf = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

/** What is wrong with the rows before anyone is asked: a group without a team, or one that stands twice. */
export function wrongRows(rows: readonly GroupRow[]): 'twice' | 'noTeam' | undefined {
  const said = named(rows);
  if (new Set(said.map(({ group }) => group)).size < said.length) return 'twice';
  return said.some(({ team }) => team === '') ? 'noTeam' : undefined;
}
