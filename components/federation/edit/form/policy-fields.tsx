'use client';
import { useTranslations } from 'next-intl';
import { at } from '~/server/kernel/json';
import { Fields, FormSection } from './form-section';
import { useForm } from './form-value';
import { OptionalSection } from './optional-section';
import { CheckAt, ChoiceAt, NumberAt } from './value-fields';

const DRIFT = ['spec', 'drift'];
const FAILOVER = ['spec', 'failover'];

/** What is done about what somebody else has changed. */
export function DriftFields() {
  const t = useTranslations('federation.form.drift');
  const { value, edit } = useForm();
  const isReverted = at(value, ...DRIFT, 'do') === 'revert';
  const choose = (next: string) =>
    edit(
      { path: next === '' ? DRIFT : [...DRIFT, 'do'], ...(next === '' ? {} : { value: next }) },
      ...(next === 'report' ? [{ path: [...DRIFT, 'afterMinutes'] }] : []),
    );
  return (
    <FormSection title={t('title')} lead={t('lead')}>
      <Fields>
        <ChoiceAt
          path={[...DRIFT, 'do']}
          label={t('does')}
          otherwise={t('otherwise')}
          options={[
            { value: 'report', label: t('report') },
            { value: 'revert', label: t('revert') },
          ]}
          onChoose={choose}
        />
        {isReverted && <NumberAt path={[...DRIFT, 'afterMinutes']} label={t('afterMinutes')} placeholder="0" />}
      </Fields>
    </FormSection>
  );
}

/** When it leaves a cluster by itself, and comes back. */
export function FailoverFields() {
  const t = useTranslations('federation.form.failover');
  return (
    <OptionalSection title={t('title')} lead={t('lead')} path={FAILOVER} begin={{ graceMinutes: 5 }}>
      <Fields>
        <NumberAt path={[...FAILOVER, 'graceMinutes']} label={t('graceMinutes')} placeholder="5" />
        <NumberAt path={[...FAILOVER, 'maxPerHour']} label={t('maxPerHour')} placeholder="2" />
        <NumberAt path={[...FAILOVER, 'returnAfterMinutes']} label={t('returnAfterMinutes')} placeholder="5" />
      </Fields>
      <CheckAt path={[...FAILOVER, 'cordoned']} label={t('cordoned')} />
      <CheckAt path={[...FAILOVER, 'returns']} label={t('returns')} otherwise />
    </OptionalSection>
  );
}
