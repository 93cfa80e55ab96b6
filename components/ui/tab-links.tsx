'use client';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { cn } from './cn';

export type TabLink = { href: string; label: string; count?: string | undefined };

/** Tabs that are pages: each has its own address, and what the address carries stays. */
export function TabLinks({ label, tabs, keep }: { label: string; tabs: TabLink[]; keep: readonly string[] }) {
  const path = usePathname();
  const parameters = useSearchParams();
  const kept = new URLSearchParams([...parameters].filter(([name]) => keep.includes(name))).toString();
  return (
    <nav aria-label={label} className="flex shrink-0 gap-4 overflow-x-auto border-b border-line px-6">
      {tabs.map((tab) => {
        const current = path === tab.href;
        return (
          <Link
            key={tab.href}
            href={kept === '' ? tab.href : `${tab.href}?${kept}`}
            aria-current={current ? 'page' : undefined}
            className={cn(
              '-mb-px flex items-center gap-1.5 border-b-2 border-transparent py-2 text-sm whitespace-nowrap text-ink-soft hover:text-ink',
              current && 'border-signal! font-medium text-ink!',
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-xs text-ink-faint">{tab.count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
