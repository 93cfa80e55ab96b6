'use client';
import { useId } from 'react';
import { Input } from './input';

type ComboboxProps = {
  onBlur?: () => void;
  onKeyDown?: (event: { key: string }) => void;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly string[];
  placeholder?: string;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
};

/** Free text with suggestions of what the fleet already uses; the platform's own list shows them. */
export function Combobox({ suggestions, onChange, ...props }: ComboboxProps) {
  const list = useId();
  return (
    <>
      <Input {...props} list={list} onChange={(event) => onChange(event.target.value)} />
      <datalist id={list}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </>
  );
}
