import type { ReactNode } from 'react';

type EmptyStateProps = { title: string; children?: ReactNode; action?: ReactNode; picture?: ReactNode };

/** Nothing here yet, and what fills it: one sentence of what this is, one command or button. */
export function EmptyState({ title, children, action, picture }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-3 px-6 py-16 text-center">
      {picture && <div className="text-ink-faint">{picture}</div>}
      <h2 className="text-lg font-semibold">{title}</h2>
      {children && <div className="text-sm text-ink-soft">{children}</div>}
      {action && <div className="pt-2">{action}</div>}
    </div>
  );
}
