import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50',
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent hover:bg-accent-hover',
        plain: 'border border-line-strong bg-sheet text-ink hover:bg-hover',
        quiet: 'text-ink-soft hover:bg-hover hover:text-ink',
        danger: 'border border-failed-line bg-failed-soft text-failed hover:border-failed-mark',
      },
      size: { sm: 'h-7 px-2.5 text-xs', md: 'h-8 px-3 text-sm', lg: 'h-10 px-4 text-base' },
    },
    defaultVariants: { look: 'plain', size: 'md' },
  },
);

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** Why it cannot be used now; the button stays focusable and says so. */
    refusal?: string | undefined;
  };

export function Button({ look, size, refusal, className, onClick, type = 'button', ...props }: ButtonProps) {
  const refused = refusal !== undefined;
  return (
    <button
      type={type}
      className={cn(buttonStyle({ look, size }), className)}
      aria-disabled={refused || undefined}
      title={refusal}
      {...props}
      onClick={refused ? (event) => event.preventDefault() : onClick}
    />
  );
}
