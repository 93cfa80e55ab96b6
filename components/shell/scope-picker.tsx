'use client';
import { ChevronDown, Crosshair, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Scope } from '~/server/clusters/model/scope';
import { cn } from '../ui/cn';
import { useScope } from './use-scope';

const load = () => import('./scope-panel').then((module) => module.ScopePanel);
const ScopePanel = dynamic(load, { ssr: false });

/** Which part of the fleet every page shows; it stands in the URL and stays from page to page. */
export function ScopePicker() {
  const t = useTranslations('shell.scope');
  const { scope, setScope } = useScope();
  const [open, setOpen] = useState(false);
  return (
    <div className="relative flex min-w-0 items-center">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onPointerEnter={() => void load()}
        className={cn(
          'flex h-8 min-w-0 items-center gap-2 rounded-md border border-line-strong px-2.5 text-sm transition-colors hover:bg-hover',
          scope && 'border-signal/60! bg-signal-soft! font-medium',
        )}
      >
        <Crosshair aria-hidden className={cn('size-4 shrink-0 text-ink-faint', scope && 'text-signal!')} />
        <span className="max-w-56 truncate">{scope ? summary(scope) : t('all')}</span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      </button>
      {scope && (
        <button
          type="button"
          aria-label={t('clear')}
          title={t('clear')}
          onClick={() => setScope(undefined)}
          className="ml-1 rounded-md p-1.5 text-ink-soft hover:bg-hover"
        >
          <X className="size-3.5" />
        </button>
      )}
      {open && <ScopePanel label={t('title')} scope={scope} onChange={setScope} onClose={() => setOpen(false)} />}
    </div>
  );
}

const summary = (scope: Scope) =>
  [scope.environments, scope.regions, scope.zones, scope.clusters]
    .filter((entries) => entries.length > 0)
    .map((entries) => (entries.length > 1 ? `${entries[0]} +${entries.length - 1}` : entries[0]))
    .join(' · ');
