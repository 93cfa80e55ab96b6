'use client';
import { useTranslations } from 'next-intl';
import type { ChannelRow } from '~/server/notifications/model/channel';
import { type EventKind, isGrave, RAISED_KINDS } from '~/server/notifications/model/event';
import { Badge } from '../ui/badge';
import { Checks, SelectField, TextField } from '../ui/form-parts';
import type { RuleDraft } from './rule-draft';

/** What the parts of the form share: the draft, how it is changed, and what is wrong by the name of the field. */
export type DraftProps = {
  draft: RuleDraft;
  change: (part: Partial<RuleDraft>) => void;
  wrong: ReadonlyMap<string, string>;
};

type RuleFieldsProps = DraftProps & {
  channels: readonly ChannelRow[];
  owners: readonly (string | null)[];
  isNew: boolean;
};

/** For the fleet stands the empty text, which no team is called. */
const FLEET = '';

/** Who is told, of what, and through which channels. */
export function RuleFields({ draft, change, wrong, channels, owners, isNew }: RuleFieldsProps) {
  const t = useTranslations('notifications');
  const teams = isNew ? owners : [draft.team];
  const offered = [...new Set([...RAISED_KINDS, ...draft.kinds])];
  const own = channels.filter(({ team }) => team === draft.team);
  const label = (kind: EventKind) => (
    <>
      {t(`kind.${kind}`)}
      {isGrave(kind) && <Badge tone="signal">{t('form.grave')}</Badge>}
    </>
  );
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('form.name')}
          error={wrong.get('name')}
          maxLength={100}
          value={draft.name}
          onText={(name) => change({ name })}
        />
        <SelectField
          label={t('form.team')}
          hint={t('form.teamHint')}
          disabled={!isNew}
          value={draft.team ?? FLEET}
          options={teams.map((team) => ({ value: team ?? FLEET, label: team ?? t('form.theFleet') }))}
          onChoice={(team) => change({ team: team === FLEET ? null : team, channels: [] })}
        />
      </div>
      <Checks
        legend={t('form.kinds')}
        error={wrong.get('kinds')}
        options={offered.map((kind) => ({ value: kind, label: label(kind) }))}
        chosen={draft.kinds}
        onChosen={(kinds) => change({ kinds })}
      />
      {own.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('rules.needsChannel')}</p>
      ) : (
        <Checks
          legend={t('form.channels')}
          error={wrong.get('channels')}
          options={own.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={draft.channels}
          onChosen={(chosen) => change({ channels: chosen })}
        />
      )}
    </>
  );
}
