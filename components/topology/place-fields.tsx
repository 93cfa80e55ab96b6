'use client';
import { useTranslations } from 'next-intl';
import { usePlaceNames } from '../shell/use-place-names';
import { Combobox } from '../ui/combobox';
import { Field } from '../ui/field';
import { PairRows } from '../ui/pair-rows';
import { SegmentedControl } from '../ui/segmented-control';
import type { FieldIntent, PlaceForm } from './plan-place-edit';

type PlaceFieldsProps = { form: PlaceForm; onChange: (form: PlaceForm) => void };

/** What shall change; everything that is not touched here stays as it is on every object. */
export function PlaceFields({ form, onChange }: PlaceFieldsProps) {
  const t = useTranslations('topology.edit');
  const names = usePlaceNames();
  const removal = { label: t('takeAway'), removed: t('removed') };
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-4 sm:grid-cols-2">
        {(['region', 'zone'] as const).map((field) => (
          <IntentField
            key={field}
            label={t(field)}
            intent={form[field]}
            suggestions={names[field]}
            onChange={(intent) => onChange({ ...form, [field]: intent })}
          />
        ))}
      </div>
      {(['labels', 'annotations'] as const).map((field) => (
        <PairRows
          key={field}
          legend={t(field)}
          rows={form[field]}
          removal={removal}
          onChange={(rows) => onChange({ ...form, [field]: rows })}
        />
      ))}
    </div>
  );
}

type IntentFieldProps = {
  label: string;
  intent: FieldIntent;
  suggestions: string[];
  onChange: (intent: FieldIntent) => void;
};

const HOW = ['keep', 'set', 'remove'] as const;

function IntentField({ label, intent, suggestions, onChange }: IntentFieldProps) {
  const t = useTranslations('topology.edit');
  const choose = (how: FieldIntent['how']) => onChange(how === 'set' ? { how, value: '' } : { how });
  return (
    <div className="flex flex-col gap-2">
      <span className="flex items-center justify-between text-xs font-medium">
        {label}
        <SegmentedControl
          label={label}
          value={intent.how}
          options={HOW.map((value) => ({ value, label: t(`how.${value}`) }))}
          onChange={choose}
        />
      </span>
      {intent.how === 'set' && (
        <Field label={t('newValue', { field: label })}>
          {(control) => (
            <Combobox
              {...control}
              value={intent.value}
              suggestions={suggestions}
              onChange={(value) => onChange({ how: 'set', value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
