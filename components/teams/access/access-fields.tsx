'use client';
import { useTranslations } from 'next-intl';
import { Field } from '../../ui/field';
import { ReasonField } from '../../ui/reason-field';
import { Select } from '../../ui/select';
import type { ScopeDraft } from './scope-draft';
import { ScopeFields } from './scope-fields';
import { useRoleOptions } from './use-role-options';

/** Access as a person says it: a role, where, for how many hours, and why. */
export type AccessDraft = { role: string; scope: ScopeDraft; hours: string; reason: string };

type AccessFieldsProps = {
  draft: AccessDraft;
  lasts: readonly { value: string; label: string }[];
  onChange: (draft: AccessDraft) => void;
};

/** The fields of what is given and of what is asked for alike. */
export function AccessFields({ draft, lasts, onChange }: AccessFieldsProps) {
  const t = useTranslations('access.form');
  const roles = useRoleOptions();
  const set = (change: Partial<AccessDraft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Field label={t('role')}>
        {(control) => <Select {...control} value={draft.role} options={roles} onChange={(role) => set({ role })} />}
      </Field>
      <ScopeFields scope={draft.scope} onChange={(scope) => set({ scope })} />
      <Field label={t('lasts')}>
        {(control) => <Select {...control} value={draft.hours} options={lasts} onChange={(hours) => set({ hours })} />}
      </Field>
      <ReasonField value={draft.reason} onChange={(reason) => set({ reason })} />
    </>
  );
}
