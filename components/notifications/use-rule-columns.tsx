import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { ChannelRow } from '~/server/notifications/model/channel';
import type { RuleRow } from '~/server/notifications/model/rule';
import { textColumn } from '../ui/data-table/column-kinds';
import type { DataColumn } from '../ui/data-table/data-column';
import { RelativeTime } from '../ui/relative-time';
import { StatusMark } from '../ui/status-mark';
import { useScopeText } from './use-scope-text';

/** What is told, where, to whom and through what. */
export function useRuleColumns(channels: readonly ChannelRow[]): DataColumn<RuleRow>[] {
  const t = useTranslations('notifications');
  const scopeText = useScopeText();
  return useMemo(() => {
    const nameOf = new Map(channels.map(({ id, name }) => [id, name]));
    const channelsOf = (rule: RuleRow) => rule.channels.map((id) => nameOf.get(id) ?? id).join(', ');
    const kindsOf = ({ kinds: [first, ...others] }: RuleRow) =>
      first ? t('kinds', { first: t(`kind.${first}`), more: others.length }) : '';
    const allKinds = ({ kinds }: RuleRow) => kinds.map((kind) => t(`kind.${kind}`)).join(', ');
    const state = ({ enabled }: RuleRow) => t(enabled ? 'enabled.yes' : 'enabled.no');
    return [
      textColumn<RuleRow>(
        { id: 'name', header: t('column.name'), sortBy: 'name', width: 180, grow: true },
        ({ name }) => name,
        'strong',
      ),
      textColumn<RuleRow>(
        { id: 'team', header: t('column.team'), sortBy: 'team', width: 120 },
        ({ team }) => team ?? t('fleet'),
      ),
      textColumn<RuleRow>({ id: 'kinds', header: t('column.kinds'), width: 240 }, kindsOf, 'plain', allKinds),
      textColumn<RuleRow>(
        { id: 'scope', header: t('column.scope'), width: 150, leaves: 2 },
        ({ scope }) => scopeText(scope),
        'soft',
      ),
      textColumn<RuleRow>({ id: 'channels', header: t('column.channels'), width: 140, leaves: 3 }, channelsOf, 'soft'),
      {
        ...{ id: 'state', header: t('column.state'), width: 90 },
        cell: (rule) => (
          <span className="flex items-center gap-1.5">
            <StatusMark status={rule.enabled ? 'healthy' : 'suspended'} />
            {state(rule)}
          </span>
        ),
        text: state,
      },
      {
        ...{ id: 'lastTold', header: t('column.lastTold'), sortBy: 'lastTold', width: 120, leaves: 1 },
        cell: ({ lastToldAt }) =>
          lastToldAt ? (
            <RelativeTime at={lastToldAt} className="text-ink-soft" />
          ) : (
            <span className="text-ink-faint">{t('never')}</span>
          ),
        text: ({ lastToldAt }) => lastToldAt ?? '',
      },
    ];
  }, [channels, scopeText, t]);
}
