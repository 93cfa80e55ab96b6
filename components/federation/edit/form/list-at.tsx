'use client';
import { ArrowDown, ArrowUp, ChevronRight, Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { TextPath } from '~/server/kernel/text-edit';
import { Button } from '../../../ui/button';
import { cn } from '../../../ui/cn';
import { IconButton } from '../../../ui/icon-button';
import { useForm, usePlace } from './form-value';
import { OddValue } from './odd-value';

/** Something that can be added to a list: its word, and the value that is written. */
export type Addition = { label: string; make: () => unknown };

type ListAtProps = {
  path: TextPath;
  label: string;
  additions: readonly Addition[];
  title: (entry: unknown, at: number) => ReactNode;
  /** Whether the order means something, and can be changed. */
  isOrdered?: boolean;
  children: (path: TextPath, entry: unknown) => ReactNode;
};

/** Entries that unfold, each with what can be done with it as a whole. */
export function ListAt({ path, label, additions, title, isOrdered = false, children }: ListAtProps) {
  const { edit } = useForm();
  const { value, issue } = usePlace(path);
  // what was added just now is what one goes on with
  const [opened, open] = useState<number>();
  if (value !== undefined && value !== null && !Array.isArray(value)) return <OddValue label={label} value={value} />;
  const entries: unknown[] = value ?? [];
  const add = ({ make }: Addition) => {
    open(entries.length);
    edit({ path: [...path, entries.length], value: make() });
  };
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 text-xs font-medium">{label}</legend>
      {issue && (
        <p role="alert" className="text-xs text-failed">
          {issue}
        </p>
      )}
      {entries.length > 0 && (
        <ul aria-label={label} className="flex flex-col gap-1.5">
          {entries.map((entry, at) => (
            <Entry
              // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the text
              key={at}
              path={[...path, at]}
              of={entries.length}
              isOrdered={isOrdered}
              isOpen={opened === at || entries.length === 1}
              title={title(entry, at)}
            >
              {children([...path, at], entry)}
            </Entry>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-1">
        {additions.map((addition) => (
          <Button key={addition.label} size="sm" look="quiet" onClick={() => add(addition)}>
            <Plus aria-hidden className="size-3.5" />
            {addition.label}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

type EntryProps = {
  path: TextPath;
  of: number;
  isOrdered: boolean;
  isOpen: boolean;
  title: ReactNode;
  children: ReactNode;
};

function Entry({ path, of, isOrdered, isOpen, title, children }: EntryProps) {
  const t = useTranslations('federation.form');
  const { edit } = useForm();
  const [isUnfolded, unfold] = useState(isOpen);
  const at = Number(path.at(-1));
  const move = (to: number) => edit({ path, to });
  return (
    <li className="rounded-lg border border-line bg-sheet">
      <div className="flex items-center pr-1">
        <button
          type="button"
          aria-expanded={isUnfolded}
          onClick={() => unfold(!isUnfolded)}
          className="flex min-w-0 flex-1 items-center gap-1.5 px-2 py-1.5 text-left text-sm"
        >
          <ChevronRight
            aria-hidden
            className={cn('size-3.5 shrink-0 text-ink-faint transition-transform', isUnfolded && 'rotate-90')}
          />
          <span className="min-w-0 truncate">{title}</span>
        </button>
        {isOrdered && (
          <>
            <IconButton label={t('up')} icon={<ArrowUp />} disabled={at === 0} onClick={() => move(at - 1)} />
            <IconButton label={t('down')} icon={<ArrowDown />} disabled={at === of - 1} onClick={() => move(at + 1)} />
          </>
        )}
        <IconButton label={t('remove')} icon={<X />} onClick={() => edit({ path })} />
      </div>
      {isUnfolded && <div className="flex flex-col gap-3 border-t border-line px-2.5 py-2.5">{children}</div>}
    </li>
  );
}
