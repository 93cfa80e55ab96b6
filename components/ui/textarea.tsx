import type { ComponentProps } from 'react';
import { cn } from './cn';
import { controlStyle } from './input';

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(controlStyle, 'min-h-24 py-1.5 font-mono text-xs! leading-5', className)}
      autoComplete="off"
      spellCheck={false}
      {...props}
    />
  );
}
