'use client';
import { useTranslations } from 'next-intl';
import { Field } from './field';
import { Input } from './input';

type ReasonFieldProps = { value: string; onChange: (reason: string) => void };

/** Why something is done, for the audit record; it may be left empty. */
export function ReasonField({ value, onChange }: ReasonFieldProps) {
  const t = useTranslations('ui');
  return (
    <Field label={t('write.reason')} optional={t('optional')} hint={t('write.reasonHint')}>
      {(control) => (
        <Input {...control} maxLength={500} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
