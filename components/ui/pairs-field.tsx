'use client';
import { useState } from 'react';
import { namedRows, type Pair, PairRows } from './pair-rows';

type PairsFieldProps = {
  legend: string;
  pairs: Record<string, string>;
  onChange: (pairs: Record<string, string>) => void;
  error?: string | undefined;
};

const rowsOf = (pairs: Record<string, string>): Pair[] =>
  Object.entries(pairs).map(([key, value], id) => ({ id, key, value, remove: false }));

const pairsOf = (rows: Pair[]): Record<string, string> =>
  Object.fromEntries(namedRows(rows).map(({ key, value }) => [key, value]));

/** A map of keys and values; rows without a key yet are left out of what is handed up. */
export function PairsField({ legend, pairs, onChange, error }: PairsFieldProps) {
  const [rows, setRows] = useState(() => rowsOf(pairs));
  const update = (next: Pair[]) => {
    setRows(next);
    onChange(pairsOf(next));
  };
  return <PairRows legend={legend} rows={rows} error={error} onChange={update} />;
}
