'use client';
import { cn } from './cn';

type SegmentedControlProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** One of a few, all visible; native radios below, so arrow keys and screen readers work as everywhere. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  return (
    <fieldset className="inline-flex w-fit self-start rounded-md border border-line-strong bg-sunken p-0.5">
      <legend className="sr-only">{props.label}</legend>
      {props.options.map((option) => (
        <label
          key={option.value}
          className={cn(
            'cursor-pointer rounded-sm px-2.5 text-xs leading-6 text-ink-soft transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus',
            option.value === props.value && 'bg-sheet font-medium text-ink! shadow-[0_0_0_1px_var(--line-strong)]',
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={props.label}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
