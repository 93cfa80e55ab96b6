'use client';
import { useTranslations } from 'next-intl';
import { SelectField, TextField } from '../ui/form-parts';
import type { ChannelFieldsProps } from './channel-draft';

const PORTS = { tls: 465, starttls: 587 };

/** The mail server, who signs in there, and who is written to. */
export function MailFields({ draft, change, wrong, kept }: ChannelFieldsProps) {
  const f = useTranslations('notifications.form');
  const ui = useTranslations('ui');
  const text = (field: 'host' | 'from' | 'to', label: string, hint?: string) => (
    <TextField
      label={label}
      error={wrong.get(field)}
      {...(hint ? { hint } : {})}
      value={draft[field]}
      onText={(value) => change({ [field]: value })}
    />
  );
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-[1fr_6rem_8rem]">
        {text('host', f('host'))}
        <TextField
          type="number"
          min={1}
          max={65535}
          label={f('port')}
          error={wrong.get('port')}
          value={String(draft.port)}
          onText={(port) => change({ port: Number(port) })}
        />
        <SelectField
          label={f('security')}
          value={draft.security}
          options={(['starttls', 'tls'] as const).map((value) => ({ value, label: f(value) }))}
          onChoice={(choice) => {
            const security = choice === 'tls' ? 'tls' : 'starttls';
            change({ security, port: PORTS[security] });
          }}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField label={f('user')} optional={ui('optional')} value={draft.user} onText={(user) => change({ user })} />
        <TextField
          type="password"
          autoComplete="new-password"
          label={f('password')}
          hint={kept?.kind === 'email' ? `${f('passwordHint')} ${f('keptHint')}` : f('passwordHint')}
          error={wrong.get('password')}
          value={draft.secret}
          onText={(secret) => change({ secret })}
        />
      </div>
      {text('from', f('sender'))}
      {text('to', f('recipients'), f('recipientsHint'))}
    </>
  );
}
