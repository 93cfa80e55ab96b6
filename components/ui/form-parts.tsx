'use client';
import type { ComponentProps, ReactNode } from 'react';
import { Checkbox } from './checkbox';
import { Field } from './field';
import { controlStyle, Input } from './input';

type TextFieldProps = Omit<ComponentProps<'input'>, 'onChange' | 'value'> & {
  label: string;
  hint?: string;
  error?: string | undefined;
  optional?: string | undefined;
  value: string;
  onText: (text: string) => void;
};

/** One line of text. */
export function TextField({ label, hint, error, optional, value, onText, ...input }: TextFieldProps) {
  return (
    <Field label={label} error={error} optional={optional} {...(hint ? { hint } : {})}>
      {(control) => <Input {...control} {...input} value={value} onChange={(event) => onText(event.target.value)} />}
    </Field>
  );
}

type SelectFieldProps = {
  label: string;
  hint?: string;
  disabled?: boolean;
  value: string;
  options: readonly { value: string; label: string }[];
  onChoice: (value: string) => void;
};

/** One of many; the platform's own list. */
export function SelectField({ label, hint, disabled = false, value, options, onChoice }: SelectFieldProps) {
  return (
    <Field label={label} {...(hint ? { hint } : {})}>
      {(control) => (
        <select
          {...control}
          disabled={disabled}
          className={`${controlStyle} h-8`}
          value={value}
          onChange={(event) => onChoice(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckFieldProps = { checked: boolean; onCheck: (checked: boolean) => void; children: ReactNode };

/** Yes or no, said by its label. */
export function CheckField({ checked, onCheck, children }: CheckFieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox component inside is the control
    <label className="flex w-fit cursor-pointer items-center gap-2 text-sm">
      <Checkbox checked={checked} onChange={(event) => onCheck(event.target.checked)} />
      {children}
    </label>
  );
}

type ChecksProps<Value extends string> = {
  legend: string;
  error?: string | undefined;
  options: readonly { value: Value; label: ReactNode }[];
  chosen: readonly Value[];
  onChosen: (chosen: Value[]) => void;
};

/** Any of a few. */
export function Checks<Value extends string>({ legend, error, options, chosen, onChosen }: ChecksProps<Value>) {
  const toggle = (value: Value, checked: boolean) =>
    onChosen(
      options.map((option) => option.value).filter((each) => (each === value ? checked : chosen.includes(each))),
    );
  return (
    <fieldset>
      <legend className="pb-1 text-xs font-medium">{legend}</legend>
      <div className="grid gap-x-4 gap-y-1.5 rounded-md border border-line p-2.5 sm:grid-cols-2">
        {options.map(({ value, label }) => (
          <CheckField key={value} checked={chosen.includes(value)} onCheck={(checked) => toggle(value, checked)}>
            {label}
          </CheckField>
        ))}
      </div>
      {error && (
        <p role="alert" className="pt-1 text-xs text-failed">
          {error}
        </p>
      )}
    </fieldset>
  );
}
