'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TextPath } from '~/server/kernel/text-edit';
import { Combobox } from '../../../ui/combobox';
import { Field } from '../../../ui/field';
import { CheckField } from '../../../ui/form-parts';
import { Input } from '../../../ui/input';
import { Select } from '../../../ui/select';
import { usePlace } from './form-value';
import { OddValue } from './odd-value';

type AtProps = { path: TextPath; label: string; hint?: string };

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

type TextAtProps = AtProps & { suggestions?: readonly string[]; isRequired?: boolean; placeholder?: string };

/** One line of text; an empty one is taken out, or stands there empty where it is required. */
export function TextAt({ path, label, hint, suggestions, isRequired = false, placeholder = '' }: TextAtProps) {
  const { value, issue, set } = usePlace(path);
  if (!isAbsent(value) && typeof value !== 'string') return <OddValue label={label} value={value} />;
  const write = (text: string) => set(text === '' && !isRequired ? undefined : text);
  return (
    <Field label={label} error={issue} {...(hint ? { hint } : {})}>
      {(control) => {
        const own = { ...control, placeholder, value: value ?? '' };
        if (suggestions) return <Combobox {...own} suggestions={suggestions} onChange={write} />;
        return <Input {...own} onChange={(event) => write(event.target.value)} />;
      }}
    </Field>
  );
}

/** A whole number; what is none stays in the field and does not reach the text. */
export function NumberAt({ path, label, hint, placeholder = '' }: AtProps & { placeholder?: string }) {
  const t = useTranslations('federation.form');
  const { value, issue, set } = usePlace(path);
  const [typed, type] = useState<string>();
  if (!isAbsent(value) && typeof value !== 'number') return <OddValue label={label} value={value} />;
  const write = (text: string) => {
    const isNumber = text === '' || (/^-?\d{1,9}$/.test(text) && text !== '-0');
    type(isNumber ? undefined : text);
    if (isNumber) set(text === '' ? undefined : Number(text));
  };
  return (
    <Field label={label} error={typed === undefined ? issue : t('noNumber')} {...(hint ? { hint } : {})}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          className="tabular-nums"
          placeholder={placeholder}
          value={typed ?? value ?? ''}
          onChange={(event) => write(event.target.value)}
          onBlur={() => type(undefined)}
        />
      )}
    </Field>
  );
}

type Choice = { value: string; label: string };
type ChoiceAtProps = AtProps & {
  options: readonly Choice[];
  /** What it is where nothing is written; without it something has to be. */
  otherwise?: string;
  onChoose?: (value: string) => void;
};

/** One of a few; a word that is none of them is shown and kept. */
export function ChoiceAt({ path, label, hint, options, otherwise, onChoose }: ChoiceAtProps) {
  const { value, issue, set } = usePlace(path);
  if (!isAbsent(value) && typeof value !== 'string') return <OddValue label={label} value={value} />;
  const isKnown = isAbsent(value) || options.some((option) => option.value === value);
  const all = [
    ...(otherwise === undefined && !isAbsent(value) ? [] : [{ value: '', label: otherwise ?? '–' }]),
    ...options,
    ...(isKnown ? [] : [{ value, label: value }]),
  ];
  const choose = onChoose ?? ((next: string) => set(next === '' ? undefined : next));
  return (
    <Field label={label} error={issue} {...(hint ? { hint } : {})}>
      {(control) => <Select {...control} value={value ?? ''} options={all} onChange={choose} />}
    </Field>
  );
}

/** Yes or no; `otherwise` is what it is where nothing is written. */
export function CheckAt({ path, label, otherwise = false }: AtProps & { otherwise?: boolean }) {
  const { value, set } = usePlace(path);
  if (!isAbsent(value) && typeof value !== 'boolean') return <OddValue label={label} value={value} />;
  return (
    <CheckField checked={value ?? otherwise} onCheck={set}>
      {label}
    </CheckField>
  );
}
