import type { ReactNode } from 'react';
import { cn } from './cn';
import { KeyHint } from './key-hint';

const SIDES = {
  bottom: 'top-full left-1/2 mt-1 -translate-x-1/2',
  'bottom-end': 'top-full right-0 mt-1',
  top: 'bottom-full left-1/2 mb-1 -translate-x-1/2',
};

type TooltipProps = { text: string; hint?: string | undefined; side?: keyof typeof SIDES; children: ReactNode };

/** Words beside a control, on hover and on keyboard focus; CSS alone, so that a table page stays light. */
export function Tooltip({ text, hint, side = 'bottom', children }: TooltipProps) {
  return (
    <span className="group/tip relative inline-flex">
      {children}
      <span
        aria-hidden="true"
        className={cn(
          'pointer-events-none absolute z-50 hidden items-center gap-1.5 rounded-md bg-ink px-2 py-1 text-2xs whitespace-nowrap text-paper group-has-focus-visible/tip:flex group-hover/tip:flex',
          SIDES[side],
        )}
      >
        {text}
        {hint !== undefined && <KeyHint>{hint}</KeyHint>}
      </span>
    </span>
  );
}
