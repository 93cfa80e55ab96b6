'use client';
import { useTranslations } from 'next-intl';
import type { Access } from '~/server/clusters/model/registration';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Textarea } from '../ui/textarea';

export type DirectAccess = Exclude<Access, { by: 'kubeconfig' }>;
type AccessFieldsProps = {
  access: DirectAccess;
  onChange: (access: DirectAccess) => void;
  problems: Record<string, string>;
  /** A rotation keeps the address: only the credential is asked for. */
  credentialOnly?: boolean;
};

export const emptyAccess = (by: DirectAccess['by'], server = ''): DirectAccess =>
  by === 'token' ? { by, server, token: '' } : { by, server, certificate: '', key: '' };

/** Address and credential of a member, each with what is wrong with it beside it. */
export function AccessFields({ access, onChange, problems, credentialOnly = false }: AccessFieldsProps) {
  const t = useTranslations('register.access');
  const ui = useTranslations('ui');
  const pem = (event: { target: { value: string } }) => event.target.value;
  return (
    <div className="flex flex-col gap-4">
      {!credentialOnly && (
        <Field label={t('server')} hint={t('serverHint')} error={problems['server']}>
          {(control) => (
            <Input
              {...control}
              type="url"
              placeholder="https://10.0.0.1:6443"
              value={access.server}
              onChange={(event) => onChange({ ...access, server: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label={t('ca')} optional={ui('optional')} hint={t('caHint')} error={problems['certificateAuthority']}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            placeholder="-----BEGIN CERTIFICATE-----"
            value={access.certificateAuthority ?? ''}
            onChange={(event) => onChange(withAuthority(access, event.target.value))}
          />
        )}
      </Field>
      {access.by === 'token' ? (
        <Field label={t('token')} hint={t('tokenHint')} error={problems['token']}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              value={access.token}
              onChange={(event) => onChange({ ...access, token: pem(event) })}
            />
          )}
        </Field>
      ) : (
        <>
          <Field label={t('certificate')} error={problems['certificate']}>
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                placeholder="-----BEGIN CERTIFICATE-----"
                value={access.certificate}
                onChange={(event) => onChange({ ...access, certificate: pem(event) })}
              />
            )}
          </Field>
          <Field label={t('key')} hint={t('keyHint')} error={problems['key']}>
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                placeholder="-----BEGIN PRIVATE KEY-----"
                value={access.key}
                onChange={(event) => onChange({ ...access, key: pem(event) })}
              />
            )}
          </Field>
        </>
      )}
    </div>
  );
}

function withAuthority(access: DirectAccess, text: string): DirectAccess {
  const { certificateAuthority: _, ...rest } = access;
  return text.trim() === '' ? rest : { ...rest, certificateAuthority: text };
}
