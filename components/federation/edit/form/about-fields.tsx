'use client';
import { useTranslations } from 'next-intl';
import { Fields, FormSection } from './form-section';
import { useForm } from './form-value';
import { CheckAt, ChoiceAt, TextAt } from './value-fields';

/** What it is called and whose it is, and what becomes of what it leaves. */
export function AboutFields({ isNew }: { isNew: boolean }) {
  const t = useTranslations('federation.form.about');
  const { fleet } = useForm();
  return (
    <FormSection title={t('title')}>
      <Fields>
        <TextAt path={['metadata', 'name']} label={t('name')} isRequired {...(isNew ? {} : { hint: t('nameHint') })} />
        <TextAt path={['spec', 'team']} label={t('team')} placeholder={t('fleets')} suggestions={fleet.teams} />
        <ChoiceAt
          path={['spec', 'removal']}
          label={t('removal')}
          otherwise={t('removal_delete')}
          options={[{ value: 'keep', label: t('removal_keep') }]}
        />
      </Fields>
      <CheckAt path={['spec', 'adopt']} label={t('adopt')} />
    </FormSection>
  );
}
