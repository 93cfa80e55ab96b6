import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlStyle } from './input';

type SelectProps = ComponentProps<'select'> & { options: readonly { value: string; label: string }[] };

/** The platform's own select: every keyboard, screen reader and phone knows it already. */
export function Select({ options, className, ...props }: SelectProps) {
  return (
    <span className="relative inline-flex w-full">
      <select className={cn(controlStyle, 'h-8 appearance-none pr-7', className)} {...props}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2 right-2 size-4 text-ink-faint" />
    </span>
  );
}
