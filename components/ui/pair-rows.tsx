'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from './button';
import { Checkbox } from './checkbox';
import { IconButton } from './icon-button';
import { Input } from './input';

/** `remove`: the key shall go, whatever its value. */
export type Pair = { id: number; key: string; value: string; remove: boolean };

/** The rows that say something: those without a key are not meant yet. */
export const namedRows = (rows: readonly Pair[]): Pair[] =>
  rows.filter(({ key }) => key.trim() !== '').map((row) => ({ ...row, key: row.key.trim() }));

type PairRowsProps = {
  legend: string;
  rows: Pair[];
  onChange: (rows: Pair[]) => void;
  error?: string | undefined;
  /** Words for taking a key away; without them rows can only be written. */
  removal?: { label: string; removed: string };
};

/** Keys and values, as labels and annotations are. */
export function PairRows({ legend, rows, onChange, error, removal }: PairRowsProps) {
  const t = useTranslations('ui');
  const add = () => onChange([...rows, { id: Date.now(), key: '', value: '', remove: false }]);
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="pb-1 text-xs font-medium">{legend}</legend>
      {rows.map((row) => (
        <PairRow
          key={row.id}
          row={row}
          removal={removal}
          onChange={(next) => onChange(rows.map((each) => (each.id === row.id ? next : each)))}
          onLeave={() => onChange(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      {error && (
        <p role="alert" className="text-xs text-failed">
          {error}
        </p>
      )}
      <div>
        <Button size="sm" look="quiet" onClick={add}>
          <Plus className="size-3.5" />
          {t('addRow')}
        </Button>
      </div>
    </fieldset>
  );
}

type PairRowProps = {
  row: Pair;
  removal: PairRowsProps['removal'] | undefined;
  onChange: (row: Pair) => void;
  onLeave: () => void;
};

function PairRow({ row, removal, onChange, onLeave }: PairRowProps) {
  const t = useTranslations('ui');
  return (
    <div className="flex items-center gap-1.5">
      <Input
        aria-label={t('key')}
        placeholder={t('key')}
        className="font-mono text-xs!"
        value={row.key}
        onChange={(event) => onChange({ ...row, key: event.target.value })}
      />
      <span aria-hidden className="text-ink-faint">
        =
      </span>
      <Input
        aria-label={t('value')}
        placeholder={row.remove && removal ? removal.removed : t('value')}
        disabled={row.remove}
        className="font-mono text-xs!"
        value={row.remove ? '' : row.value}
        onChange={(event) => onChange({ ...row, value: event.target.value })}
      />
      {removal && (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox component inside is the control
        <label className="flex shrink-0 items-center gap-1.5 text-xs">
          <Checkbox checked={row.remove} onChange={(event) => onChange({ ...row, remove: event.target.checked })} />
          {removal.label}
        </label>
      )}
      <IconButton label={t('removeRow')} icon={<X />} onClick={onLeave} />
    </div>
  );
}
