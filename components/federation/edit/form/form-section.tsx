'use client';
import type { ReactNode } from 'react';

type FormSectionProps = { title: string; lead?: string; children: ReactNode };

/** One part of an application, under its name. */
export function FormSection({ title, lead, children }: FormSectionProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-3 border-b border-line px-6 py-4 last:border-b-0">
      <div>
        <h2 className="text-sm font-semibold">{title}</h2>
        {lead && <p className="text-xs text-ink-soft">{lead}</p>}
      </div>
      {children}
    </section>
  );
}

/** Fields beside each other where there is room for them. */
export const Fields = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] items-start gap-x-3 gap-y-2">{children}</div>
);
