'use client';
import { useTranslations } from 'next-intl';
import type { ProviderRow } from '~/server/teams/model/provider';
import { Field } from '../../ui/field';
import { CheckField, TextField } from '../../ui/form-parts';
import { Textarea } from '../../ui/textarea';
import { GroupRows } from './group-rows';
import type { ProviderDraft } from './provider-draft';
import { RedirectAddress } from './redirect-address';

type ProviderFieldsProps = {
  draft: ProviderDraft;
  kept: ProviderRow | undefined;
  /** What is wrong with a field, in a sentence. */
  wrong: (field: string) => string | undefined;
  change: (part: Partial<ProviderDraft>) => void;
};

/** Who signs people in, what the hub is there, and which groups are which teams. */
export function ProviderFields({ draft, kept, wrong, change }: ProviderFieldsProps) {
  const t = useTranslations('people.providers');
  const ui = useTranslations('ui');
  const text = (field: 'label' | 'issuer' | 'clientId' | 'scopes' | 'groupsClaim') => ({
    ...{ label: t(`field.${field}`), hint: t(`hint.${field}`), error: wrong(field), value: draft[field] },
    onText: (value: string) => change({ [field]: value }),
  });
  return (
    <>
      {!kept && (
        <TextField
          label={t('field.name')}
          hint={t('hint.name')}
          error={wrong('name')}
          value={draft.name}
          onText={(name) => change({ name })}
        />
      )}
      <TextField {...text('label')} />
      <TextField {...text('issuer')} inputMode="url" placeholder="https://" />
      <RedirectAddress name={draft.name} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...text('clientId')} />
        <TextField
          label={t('field.clientSecret')}
          hint={t(secretHint(draft, kept))}
          error={wrong('clientSecret')}
          type="password"
          autoComplete="new-password"
          placeholder={kept?.hasSecret && draft.issuer === kept.issuer ? t('secretSet') : ''}
          value={draft.clientSecret}
          onText={(clientSecret) => change({ clientSecret })}
        />
        <TextField {...text('scopes')} />
        <TextField {...text('groupsClaim')} />
      </div>
      <GroupRows rows={draft.groups} error={wrong('groups')} onChange={(groups) => change({ groups })} />
      <Field
        label={t('field.authority')}
        hint={t('hint.authority')}
        optional={ui('optional')}
        error={wrong('authority')}
      >
        {(control) => (
          <Textarea
            {...control}
            value={draft.authority}
            placeholder="-----BEGIN CERTIFICATE-----"
            onChange={(event) => change({ authority: event.target.value })}
          />
        )}
      </Field>
      <CheckField checked={draft.enabled} onCheck={(enabled) => change({ enabled })}>
        {t('field.enabled')}
      </CheckField>
    </>
  );
}

/** A secret belongs to the issuer that it was given for: with another one it has to be said again. */
function secretHint({ issuer }: ProviderDraft, kept: ProviderRow | undefined) {
  if (!kept?.hasSecret) return 'hint.secretNew';
  return issuer === kept.issuer ? 'hint.secretKept' : 'hint.secretAgain';
}
