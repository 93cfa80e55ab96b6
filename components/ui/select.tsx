import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlStyle } from './input';

type SelectProps = Omit<ComponentProps<'select'>, 'onChange'> & {
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
};

/** One of many; the platform's own list, so that keys and screen readers work as everywhere. */
export function Select({ options, onChange, className, ...props }: SelectProps) {
  return (
    <select
      className={cn(controlStyle, 'h-8', className)}
      onChange={(event) => onChange(event.target.value)}
      {...props}
    >
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
