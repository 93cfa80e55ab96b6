import type { EventKind } from '~/server/notifications/model/event';
import type { Language, QuietHours, RuleInput, RuleRow } from '~/server/notifications/model/rule';
import type { GrantScope } from '~/server/teams/model/grant';

/** A rule as it is typed: lists are texts until it is saved. */
export type RuleDraft = {
  name: string;
  team: string | null;
  kinds: EventKind[];
  clustersBy: GrantScope['clusters']['by'];
  clusterNames: string;
  labels: Record<string, string>;
  namespaces: string;
  environments: string;
  channels: string[];
  wait: number;
  interval: number;
  timeZone: string;
  language: Language;
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
  graveBreaks: boolean;
  enabled: boolean;
};

/** What is typed at first: the rule, or what most will want. */
export function draftOf(
  rule: RuleRow | undefined,
  given: { team: string | null; timeZone: string; language: Language },
): RuleDraft {
  const { clusters, namespaces, environments } = rule?.scope ?? EVERYWHERE;
  return {
    name: rule?.name ?? '',
    team: rule ? rule.team : given.team,
    kinds: rule?.kinds ?? ['lost-member', 'certificate-expiring', 'credential-expiring'],
    clustersBy: clusters.by,
    clusterNames: clusters.by === 'name' ? clusters.names.join(', ') : '',
    labels: clusters.by === 'label' ? clusters.labels : {},
    namespaces: namespaces?.join(', ') ?? '',
    environments: environments?.join(', ') ?? '',
    channels: rule?.channels ?? [],
    ...(rule?.grouping ?? { wait: 30, interval: 300 }),
    timeZone: rule?.timeZone ?? given.timeZone,
    language: rule?.language ?? given.language,
    ...quietOf(rule?.quiet ?? null),
    enabled: rule?.enabled ?? true,
  };
}

function quietOf(quiet: QuietHours | null) {
  const { from, to, graveBreaks } = quiet ?? { from: '22:00', to: '06:00', graveBreaks: true };
  return { isQuiet: quiet !== null, quietFrom: from, quietTo: to, graveBreaks };
}

const EVERYWHERE: GrantScope = { clusters: { by: 'all' }, namespaces: null, environments: null };

/** The draft as it is sent; what is wrong with it is told by the hub. */
export function inputOf(draft: RuleDraft, id: string | null): RuleInput {
  const { name, team, kinds, channels, wait, interval, timeZone, language, enabled } = draft;
  const { quietFrom: from, quietTo: to, graveBreaks } = draft;
  return {
    ...{ id, name, team, kinds, channels, timeZone, language, enabled },
    scope: {
      clusters: clustersOf(draft),
      namespaces: listOrAll(draft.namespaces),
      environments: listOrAll(draft.environments),
    },
    grouping: { wait, interval },
    quiet: draft.isQuiet ? { from, to, graveBreaks } : null,
  };
}

function clustersOf({ clustersBy, clusterNames, labels }: RuleDraft): GrantScope['clusters'] {
  if (clustersBy === 'name') return { by: 'name', names: namesIn(clusterNames) };
  return clustersBy === 'label' ? { by: 'label', labels } : { by: 'all' };
}

/** Names that are separated by commas or spaces. */
export const namesIn = (text: string): string[] => text.split(/[\s,，、]+/).filter((name) => name !== '');

const listOrAll = (text: string) => {
  const names = namesIn(text);
  return names.length === 0 ? null : names;
};
