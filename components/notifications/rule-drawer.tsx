'use client';
import { Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ChannelRow } from '~/server/notifications/model/channel';
import { isGrave } from '~/server/notifications/model/event';
import type { RuleRow } from '~/server/notifications/model/rule';
import { useTRPC } from '../trpc/client';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { DescriptionList } from '../ui/description-list';
import { Drawer } from '../ui/drawer';
import { RelativeTime } from '../ui/relative-time';
import { RemoveDialog } from './remove-dialog';
import { useScopeText } from './use-scope-text';

type RuleDrawerProps = { rule: RuleRow; channels: readonly ChannelRow[]; onEdit: () => void; onClose: () => void };

/** All that one rule says, and what can be done with it. */
export function RuleDrawer({ rule, channels, onEdit, onClose }: RuleDrawerProps) {
  const t = useTranslations('notifications');
  const trpc = useTRPC();
  const [removing, setRemoving] = useState(false);
  const refusal = rule.editable ? undefined : t('mayNot');
  return (
    <Drawer
      title={rule.name}
      subtitle={<p className="text-xs text-ink-faint">{rule.team ?? t('fleet')}</p>}
      onClose={onClose}
    >
      <div className="flex flex-col gap-6">
        <div className="flex gap-2">
          <Button size="sm" refusal={refusal} onClick={onEdit}>
            <Pencil className="size-3.5" />
            {t('rules.edit')}
          </Button>
          <Button size="sm" refusal={refusal} onClick={() => setRemoving(true)}>
            <Trash2 className="size-3.5" />
            {t('remove')}
          </Button>
        </div>
        <DescriptionList facts={useFacts(rule, channels)} />
      </div>
      {removing && (
        <RemoveDialog
          title={t('rules.removeTitle', { name: rule.name })}
          text={t('rules.removeText')}
          done={t('rules.removed', { name: rule.name })}
          id={rule.id}
          mutation={trpc.notifications.removeRule.mutationOptions()}
          onDone={onClose}
          onClose={() => setRemoving(false)}
        />
      )}
    </Drawer>
  );
}

function useFacts(rule: RuleRow, channels: readonly ChannelRow[]) {
  const t = useTranslations('notifications');
  const scopeText = useScopeText();
  const { quiet, grouping, timeZone: zone, lastToldAt } = rule;
  const quietText = () => {
    if (quiet === null) return t('rules.noQuiet');
    return t(quiet.graveBreaks ? 'rules.quietGrave' : 'rules.quietFact', { from: quiet.from, to: quiet.to, zone });
  };
  const kinds = (
    <ul className="flex flex-col gap-1">
      {rule.kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-2">
          {t(`kind.${kind}`)}
          {isGrave(kind) && <Badge tone="signal">{t('form.grave')}</Badge>}
        </li>
      ))}
    </ul>
  );
  const through = channels.filter(({ id }) => rule.channels.includes(id)).map(({ name }) => name);
  return [
    { term: t('column.kinds'), value: kinds },
    { term: t('column.scope'), value: scopeText(rule.scope) },
    { term: t('column.channels'), value: through.join(', ') },
    { term: t('rules.grouping'), value: t('rules.groupingFact', grouping) },
    { term: t('rules.quiet'), value: quietText() },
    { term: t('rules.language'), value: t(`language.${rule.language}`) },
    { term: t('column.state'), value: t(rule.enabled ? 'enabled.yes' : 'enabled.no') },
    { term: t('column.lastTold'), value: lastToldAt ? <RelativeTime at={lastToldAt} /> : t('never') },
  ];
}
