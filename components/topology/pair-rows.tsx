'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { IconButton } from '../ui/icon-button';
import { Input } from '../ui/input';
import type { PairIntent } from './plan-place-edit';

type PairRowsProps = { legend: string; rows: PairIntent[]; onChange: (rows: PairIntent[]) => void };

/** Labels or annotations to write or to take away. */
export function PairRows({ legend, rows, onChange }: PairRowsProps) {
  const t = useTranslations('topology.edit');
  const ui = useTranslations('ui');
  const set = (id: number, change: Partial<PairIntent>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 text-xs font-medium">{legend}</legend>
      {rows.map((row) => (
        <div key={row.id} className="flex items-center gap-2">
          <Input
            aria-label={ui('key')}
            placeholder={ui('key')}
            className="font-mono text-xs!"
            value={row.key}
            onChange={(event) => set(row.id, { key: event.target.value })}
          />
          <Input
            aria-label={ui('value')}
            placeholder={row.remove ? t('removed') : ui('value')}
            disabled={row.remove}
            className="font-mono text-xs!"
            value={row.remove ? '' : row.value}
            onChange={(event) => set(row.id, { value: event.target.value })}
          />
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox component inside is the control */}
          <label className="flex shrink-0 items-center gap-1.5 text-xs">
            <Checkbox checked={row.remove} onChange={(event) => set(row.id, { remove: event.target.checked })} />
            {t('takeAway')}
          </label>
          <IconButton
            label={ui('removeRow')}
            icon={<X />}
            onClick={() => onChange(rows.filter(({ id }) => id !== row.id))}
          />
        </div>
      ))}
      <div>
        <Button
          size="sm"
          look="quiet"
          onClick={() => onChange([...rows, { id: Date.now(), key: '', value: '', remove: false }])}
        >
          <Plus className="size-3.5" />
          {ui('addRow')}
        </Button>
      </div>
    </fieldset>
  );
}
