'use client';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';

type FieldControl = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };
type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: string | undefined;
  children: (control: FieldControl) => ReactNode;
};

/** One field of a form: label above, hint below, and what is wrong with it at the field itself. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="flex items-baseline gap-2 text-xs font-medium text-ink">
        {label}
        {optional !== undefined && <span className="font-normal text-ink-faint">{optional}</span>}
      </label>
      {children({
        id,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1 text-xs text-failed">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-ink-faint">
          {hint}
        </p>
      )}
    </div>
  );
}
