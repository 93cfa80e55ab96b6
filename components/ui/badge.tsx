import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';

const badgeStyle = cva(
  'inline-flex shrink-0 items-center whitespace-nowrap rounded-sm border px-1.5 text-2xs leading-4',
  {
    variants: {
      tone: {
        plain: 'border-line bg-sunken text-ink-soft',
        accent: 'border-transparent bg-accent-soft text-accent',
        signal: 'border-transparent bg-signal-soft text-signal',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
);

export function Badge({ tone, children }: VariantProps<typeof badgeStyle> & { children: ReactNode }) {
  return <span className={badgeStyle({ tone })}>{children}</span>;
}
