'use client';
import { useTranslations } from 'next-intl';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { PairsField } from '../../ui/pairs-field';
import { SegmentedControl } from '../../ui/segmented-control';
import type { ScopeDraft } from './scope-draft';

type ScopeFieldsProps = { scope: ScopeDraft; onChange: (scope: ScopeDraft) => void };

/** Which clusters, and which namespaces and environments in them. */
export function ScopeFields({ scope, onChange }: ScopeFieldsProps) {
  const t = useTranslations('access.form');
  const by = (['name', 'label', 'all'] as const).map((value) => ({ value, label: t(`by.${value}`) }));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-1.5 text-xs font-medium">{t('clusters')}</legend>
      <SegmentedControl
        label={t('clusters')}
        value={scope.by}
        options={by}
        onChange={(next) => onChange({ ...scope, by: next })}
      />
      {scope.by === 'name' && (
        <Field label={t('names')} hint={t('listHint')}>
          {(control) => (
            <Input
              {...control}
              value={scope.names}
              onChange={(event) => onChange({ ...scope, names: event.target.value })}
            />
          )}
        </Field>
      )}
      {scope.by === 'label' && (
        <PairsField legend={t('labels')} pairs={scope.labels} onChange={(labels) => onChange({ ...scope, labels })} />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        {(['namespaces', 'environments'] as const).map((field) => (
          <Field key={field} label={t(field)} hint={t('allHint')}>
            {(control) => (
              <Input
                {...control}
                value={scope[field]}
                onChange={(event) => onChange({ ...scope, [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
