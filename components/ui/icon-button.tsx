import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { Tooltip } from './tooltip';

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & {
  label: string;
  icon: ReactNode;
  hint?: string;
  side?: 'bottom' | 'top' | 'bottom-end';
};

/** A button that is only an icon: its label is spoken, and shown on hover and focus. */
export function IconButton({ label, icon, hint, side = 'bottom', className, ...props }: IconButtonProps) {
  return (
    <Tooltip text={label} hint={hint} side={side}>
      <button
        type="button"
        aria-label={label}
        className={cn(
          'inline-flex size-8 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink disabled:opacity-50 [&_svg]:size-4',
          className,
        )}
        {...props}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
