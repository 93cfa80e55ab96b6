'use client';
import { useTranslations } from 'next-intl';
import type { SchedulingEdit, SchedulingIntent } from '~/server/topology/model/scheduling';
import { usePlaceNames } from '../shell/use-place-names';
import { Checkbox } from '../ui/checkbox';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { SegmentedControl } from '../ui/segmented-control';

type ScheduleFieldsProps = { edit: SchedulingEdit; onChange: (edit: SchedulingEdit) => void };

/** What shall be so; the preview shows what that changes. */
export function ScheduleFields({ edit, onChange }: ScheduleFieldsProps) {
  const t = useTranslations('scheduling');
  if (edit.of === 'service')
    return (
      <Choice
        label={t('access.label')}
        value={edit.access}
        options={['anywhere', 'nearest'] as const}
        textOf={(value) => t(`access.${value}`)}
        hint={t(`access.${edit.access}Hint`)}
        onChange={(access) => onChange({ ...edit, access })}
      />
    );
  return <WorkloadFields intent={edit.intent} onChange={(intent) => onChange({ ...edit, intent })} />;
}

type WorkloadFieldsProps = { intent: SchedulingIntent; onChange: (intent: SchedulingIntent) => void };

function WorkloadFields({ intent, onChange }: WorkloadFieldsProps) {
  const t = useTranslations('scheduling');
  return (
    <div className="flex flex-col gap-5">
      <Choice
        label={t('over.label')}
        value={intent.over}
        options={['zone', 'region'] as const}
        textOf={(value) => t(`over.${value}`)}
        onChange={(over) => onChange({ ...intent, over, places: [] })}
      />
      <Choice
        label={t('affinity.label')}
        value={intent.affinity}
        options={['none', 'prefer', 'require'] as const}
        textOf={(value) => t(`affinity.${value}`)}
        hint={t(`affinity.${intent.affinity}Hint`)}
        onChange={(affinity) => onChange({ ...intent, affinity })}
      />
      {intent.affinity !== 'none' && <Places intent={intent} onChange={onChange} />}
      <Choice
        label={t('spread.label')}
        value={intent.spread}
        options={['none', 'soft', 'hard'] as const}
        textOf={(value) => t(`spread.${value}`)}
        hint={t(`spread.${intent.spread}Hint`)}
        onChange={(spread) => onChange({ ...intent, spread })}
      />
      {intent.spread !== 'none' && (
        <Field label={t('maxSkew')} hint={t('maxSkewHint')}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={100}
              className="w-24"
              value={intent.maxSkew}
              onChange={(event) => onChange({ ...intent, maxSkew: bounded(event.target.valueAsNumber) })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

const bounded = (value: number) => (Number.isFinite(value) ? Math.min(100, Math.max(1, Math.trunc(value))) : 1);

function Places({ intent, onChange }: WorkloadFieldsProps) {
  const t = useTranslations('scheduling');
  const names = usePlaceNames()[intent.over];
  const toggle = (name: string) => {
    const places = intent.places.includes(name)
      ? intent.places.filter((one) => one !== name)
      : [...intent.places, name];
    onChange({ ...intent, places });
  };
  return (
    <fieldset>
      <legend className="pb-1 text-xs font-medium">{t(`places.${intent.over}`)}</legend>
      <div className="grid max-h-44 grid-cols-2 gap-x-4 overflow-y-auto rounded-md border border-line p-2 sm:grid-cols-3">
        {names.map((name) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox component inside is the control
          <label
            key={name}
            className="flex cursor-pointer items-center gap-2 rounded-md px-1.5 py-1 text-sm hover:bg-hover"
          >
            <Checkbox checked={intent.places.includes(name)} onChange={() => toggle(name)} />
            <span className="truncate" title={name}>
              {name}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly Value[];
  textOf: (value: Value) => string;
  hint?: string;
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ label, value, options, textOf, hint, onChange }: ChoiceProps<Value>) {
  return (
    <div className="flex flex-col gap-1">
      <span className="text-xs font-medium">{label}</span>
      <SegmentedControl
        label={label}
        value={value}
        options={options.map((option) => ({ value: option, label: textOf(option) }))}
        onChange={onChange}
      />
      {hint && <p className="text-xs text-ink-faint">{hint}</p>}
    </div>
  );
}
