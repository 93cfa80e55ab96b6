import type { ComponentProps } from 'react';
import { cn } from './cn';

export const controlStyle =
  'w-full rounded-md border border-control/70 bg-sheet px-2.5 text-sm text-ink transition-colors hover:border-control focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-failed-mark';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(controlStyle, 'h-8', className)} autoComplete="off" spellCheck={false} {...props} />;
}
