'use client';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { stringify } from 'yaml';
import type { Overlap, Side } from '~/server/kernel/merge-edits';
import { cn } from '../../../ui/cn';

type OverlapChoiceProps = { overlap: Overlap; side: Side | undefined; onChoose: (side: Side) => void };

/** One field that both changed: what it was, what each wants, and which shall stand. */
export function OverlapChoice({ overlap, side, onChoose }: OverlapChoiceProps) {
  const t = useTranslations('federation.merge');
  const id = useId();
  const isOrder = overlap.path.endsWith('[]');
  return (
    <fieldset className="rounded-lg border border-line bg-sheet">
      <legend className="ml-3 rounded-sm bg-sheet px-1 font-mono text-xs break-all">
        {isOrder ? t('order', { path: overlap.path.slice(0, -2) }) : overlap.path}
      </legend>
      <div className="grid gap-2 p-2 sm:grid-cols-3">
        <div className="p-2 text-xs">
          <span className="block font-medium text-ink-soft">{t('base')}</span>
          <Value value={overlap.base} />
        </div>
        {(['mine', 'theirs'] as const).map((one) => (
          <label
            key={one}
            htmlFor={`${id}-${one}`}
            className={cn('flex gap-2 rounded-md border border-line p-2 text-xs', side === one && 'bg-accent-soft!')}
          >
            <input
              id={`${id}-${one}`}
              type="radio"
              name={id}
              className="mt-0.5 accent-accent"
              checked={side === one}
              onChange={() => onChoose(one)}
            />
            <span className="min-w-0">
              <span className="block font-medium">{t(one)}</span>
              <Value value={overlap[one]} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Value({ value }: { value: unknown }) {
  const t = useTranslations('federation.merge');
  if (value === undefined) return <span className="text-ink-faint">{t('notSet')}</span>;
  return (
    <code className="block max-h-40 overflow-auto font-mono break-words whitespace-pre-wrap">
      {typeof value === 'string' ? value : stringify(value, { lineWidth: 0 }).trimEnd()}
    </code>
  );
}
