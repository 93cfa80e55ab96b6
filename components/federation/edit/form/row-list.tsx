'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { TextPath } from '~/server/kernel/text-edit';
import { Button } from '../../../ui/button';
import { IconButton } from '../../../ui/icon-button';
import { useForm, usePlace } from './form-value';
import type { Addition } from './list-at';
import { OddValue } from './odd-value';

type RowListProps = {
  path: TextPath;
  label: string;
  addition?: Addition | undefined;
  children: (path: TextPath, entry: unknown) => ReactNode;
};

/** Entries that are one line each; the list goes with its last one. */
export function RowList({ path, label, addition, children }: RowListProps) {
  const t = useTranslations('federation.form');
  const { edit } = useForm();
  const { value, issue } = usePlace(path);
  if (value !== undefined && value !== null && !Array.isArray(value)) return <OddValue label={label} value={value} />;
  const entries: unknown[] = value ?? [];
  const take = (at: number) => edit({ path: entries.length === 1 ? path : [...path, at] });
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 text-xs font-medium">{label}</legend>
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the text
        <div key={at} className="flex items-start gap-1.5">
          <div className="grid min-w-0 flex-1 grid-flow-col items-start gap-1.5 [grid-auto-columns:minmax(0,1fr)]">
            {children([...path, at], entry)}
          </div>
          <span className="pt-5">
            <IconButton label={t('remove')} icon={<X />} onClick={() => take(at)} />
          </span>
        </div>
      ))}
      {issue && (
        <p role="alert" className="text-xs text-failed">
          {issue}
        </p>
      )}
      {addition && (
        <div>
          <Button
            size="sm"
            look="quiet"
            onClick={() => edit({ path: [...path, entries.length], value: addition.make() })}
          >
            <Plus aria-hidden className="size-3.5" />
            {addition.label}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
