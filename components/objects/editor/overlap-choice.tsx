'use client';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { cn } from '../../ui/cn';
import type { Side } from './decide-overlaps';

type OverlapChoiceProps = {
  path: string;
  mine: string | null;
  theirs: string | null;
  side: Side | undefined;
  onChoose: (side: Side) => void;
};

/** One field that both changed: what each wants, and which shall stand. */
export function OverlapChoice({ path, mine, theirs, side, onChoose }: OverlapChoiceProps) {
  const t = useTranslations('objects.conflict');
  const id = useId();
  const values = { mine, theirs };
  return (
    <fieldset className="rounded-lg border border-line">
      <legend className="ml-3 px-1 font-mono text-xs">{path}</legend>
      <div className="grid gap-2 p-2 sm:grid-cols-2">
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
              <span className="block font-medium">{t(`side.${one}`)}</span>
              <code className="font-mono break-all">{values[one] ?? t('notSet')}</code>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
