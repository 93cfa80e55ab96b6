'use client';
import type { ComponentProps } from 'react';
import { cn } from './cn';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { indeterminate?: boolean };

/** Drawn here, because platforms paint an unchecked box in greys of their own that fit no dark theme of ours. */
const LOOK =
  'grid size-3.5 shrink-0 cursor-pointer appearance-none place-content-center rounded-sm border border-control bg-sheet transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:cursor-not-allowed disabled:opacity-50 forced-colors:appearance-auto';
const MARK =
  "before:size-2 before:scale-0 before:bg-on-accent before:content-[''] before:[clip-path:polygon(14%_44%,0_62%,42%_100%,100%_16%,84%_2%,40%_68%)] checked:before:scale-100 indeterminate:before:scale-100 indeterminate:before:[clip-path:inset(38%_0)]";

export function Checkbox({ indeterminate = false, className, ...props }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      ref={(element) => {
        if (element) element.indeterminate = indeterminate;
      }}
      className={cn(LOOK, MARK, className)}
      {...props}
    />
  );
}
