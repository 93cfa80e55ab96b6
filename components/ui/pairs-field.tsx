'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from './button';
import { IconButton } from './icon-button';
import { Input } from './input';

type PairsFieldProps = {
  legend: string;
  pairs: Record<string, string>;
  onChange: (pairs: Record<string, string>) => void;
  error?: string | undefined;
};

type Row = { id: number; key: string; value: string };

/** Keys and values as rows; rows without a key are left out of what is handed up. */
export function PairsField({ legend, pairs, onChange, error }: PairsFieldProps) {
  const t = useTranslations('ui');
  const [rows, setRows] = useState<Row[]>(() => Object.entries(pairs).map(([key, value], id) => ({ id, key, value })));
  const update = (next: Row[]) => {
    setRows(next);
    onChange(
      Object.fromEntries(next.filter(({ key }) => key.trim() !== '').map(({ key, value }) => [key.trim(), value])),
    );
  };
  const set = (id: number, change: Partial<Row>) =>
    update(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 text-xs font-medium">{legend}</legend>
      {rows.map((row) => (
        <div key={row.id} className="flex items-center gap-1.5">
          <Input
            aria-label={t('key')}
            placeholder={t('key')}
            className="font-mono text-xs!"
            value={row.key}
            onChange={(event) => set(row.id, { key: event.target.value })}
          />
          <span aria-hidden className="text-ink-faint">
            =
          </span>
          <Input
            aria-label={t('value')}
            placeholder={t('value')}
            className="font-mono text-xs!"
            value={row.value}
            onChange={(event) => set(row.id, { value: event.target.value })}
          />
          <IconButton
            label={t('removeRow')}
            icon={<X />}
            onClick={() => update(rows.filter((each) => each.id !== row.id))}
          />
        </div>
      ))}
      {error && (
        <p role="alert" className="text-xs text-failed">
          {error}
        </p>
      )}
      <div>
        <Button size="sm" look="quiet" onClick={() => setRows([...rows, { id: Date.now(), key: '', value: '' }])}>
          <Plus className="size-3.5" />
          {t('addRow')}
        </Button>
      </div>
    </fieldset>
  );
}
