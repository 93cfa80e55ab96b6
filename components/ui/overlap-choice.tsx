'use client';
import { type ReactNode, useId } from 'react';
import { cn } from './cn';

type Side = 'mine' | 'theirs';
type Sides = Record<Side, { label: string; value: ReactNode }>;
type OverlapChoiceProps = {
  /** Of which field this is. */
  legend: string;
  /** What stood there before both changed it, where that is shown. */
  before?: { label: string; value: ReactNode };
  sides: Sides;
  side: Side | undefined;
  onChoose: (side: Side) => void;
};

/** One field that both changed: what each wants, and which shall stand. */
export function OverlapChoice({ legend, before, sides, side, onChoose }: OverlapChoiceProps) {
  const id = useId();
  return (
    <fieldset className="rounded-lg border border-line bg-sheet">
      <legend className="ml-3 rounded-sm bg-sheet px-1 font-mono text-xs break-all">{legend}</legend>
      <div className={cn('grid gap-2 p-2', before ? 'sm:grid-cols-3' : 'sm:grid-cols-2')}>
        {before && (
          <div className="p-2 text-xs">
            <span className="block font-medium text-ink-soft">{before.label}</span>
            {before.value}
          </div>
        )}
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
              <span className="block font-medium">{sides[one].label}</span>
              {sides[one].value}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
