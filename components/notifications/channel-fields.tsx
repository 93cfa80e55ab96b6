'use client';
import { useTranslations } from 'next-intl';
import { CHANNEL_KINDS } from '~/server/notifications/model/channel';
import { Field } from '../ui/field';
import { SelectField, TextField } from '../ui/form-parts';
import { SegmentedControl } from '../ui/segmented-control';
import { Textarea } from '../ui/textarea';
import type { ChannelFieldsProps } from './channel-draft';
import { MailFields } from './mail-fields';

const FLEET = '';

/** What a channel is called, whose it is, and where it leads. */
export function ChannelFields(props: ChannelFieldsProps) {
  const { draft, change, wrong, owners, kept } = props;
  const t = useTranslations('notifications');
  const f = useTranslations('notifications.form');
  const ui = useTranslations('ui');
  const teams = kept ? [kept.team] : owners;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={f('name')}
          error={wrong.get('name')}
          maxLength={100}
          value={draft.name}
          onText={(name) => change({ name })}
        />
        <SelectField
          label={f('team')}
          disabled={kept !== undefined}
          value={draft.team ?? FLEET}
          options={teams.map((team) => ({ value: team ?? FLEET, label: team ?? f('theFleet') }))}
          onChoice={(team) => change({ team: team === FLEET ? null : team })}
        />
      </div>
      <div className="flex flex-col gap-1">
        <span className="text-xs font-medium">{f('kind')}</span>
        <SegmentedControl
          label={f('kind')}
          value={draft.kind}
          options={CHANNEL_KINDS.map((kind) => ({ value: kind, label: t(`channelKind.${kind}`) }))}
          onChange={(kind) => change({ kind, secret: '' })}
        />
      </div>
      {draft.kind === 'email' ? <MailFields {...props} /> : <WebhookFields {...props} />}
      <Field
        label={f('certificateAuthority')}
        optional={ui('optional')}
        hint={f('certificateAuthorityHint')}
        error={wrong.get('certificateAuthority')}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            placeholder="-----BEGIN CERTIFICATE-----"
            value={draft.certificateAuthority}
            onChange={(event) => change({ certificateAuthority: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

function WebhookFields({ draft, change, wrong, kept }: ChannelFieldsProps) {
  const f = useTranslations('notifications.form');
  const isKept = kept?.kind === draft.kind;
  const hint = (text: string) => (isKept ? `${text} ${f('keptHint')}` : text);
  return (
    <>
      <TextField
        label={f('url')}
        hint={hint(f('urlHint'))}
        error={wrong.get('url')}
        placeholder={isKept ? `${kept.leadsTo}/…` : 'https://'}
        value={draft.url}
        onText={(url) => change({ url })}
      />
      {draft.kind === 'webhook' && (
        <TextField
          type="password"
          autoComplete="new-password"
          label={f('signingKey')}
          hint={hint(f('signingKeyHint'))}
          error={wrong.get('signingKey')}
          value={draft.secret}
          onText={(secret) => change({ secret })}
        />
      )}
    </>
  );
}
