'use client';
import { useState } from 'react';
import { isJson, isSame } from '~/server/kernel/json';
import type { TextEdit, TextPath } from '~/server/kernel/text-edit';
import { namedRows, type Pair, PairRows } from '../../../ui/pair-rows';
import { useForm, usePlace } from './form-value';
import { OddValue } from './odd-value';

type Pairs = Record<string, string>;

const isPairs = (value: unknown): value is Pairs =>
  isJson(value) && Object.values(value).every((one) => typeof one === 'string' && !one.includes('\n'));

const rowsOf = (pairs: Pairs): Pair[] =>
  Object.entries(pairs).map(([key, value], id) => ({ id, key, value, remove: false }));
const pairsOf = (rows: readonly Pair[]): Pairs =>
  Object.fromEntries(namedRows(rows).map(({ key, value }) => [key, value]));

/** Keys and values. A row without a key is not in the text yet; the text may change under the rows, and wins. */
export function PairsAt({ path, label }: { path: TextPath; label: string }) {
  const { edit } = useForm();
  const { value, issue } = usePlace(path);
  const pairs = isPairs(value) ? value : {};
  const [own, setOwn] = useState<Pair[]>();
  const rows = own && isSame(pairsOf(own), pairs) ? own : rowsOf(pairs);
  if (value !== undefined && value !== null && !isPairs(value)) return <OddValue label={label} value={value} />;
  const update = (next: Pair[]) => {
    setOwn(next);
    const edits = editsFor(path, pairs, pairsOf(next));
    if (edits.length > 0) edit(...edits);
  };
  return <PairRows legend={label} rows={rows} error={issue} onChange={update} />;
}

function editsFor(path: TextPath, before: Pairs, after: Pairs): TextEdit[] {
  if (Object.keys(after).length === 0) return Object.keys(before).length === 0 ? [] : [{ path }];
  return [
    ...Object.keys(before).flatMap((key) => (Object.hasOwn(after, key) ? [] : [{ path: [...path, key] }])),
    ...Object.entries(after).flatMap(([key, value]) =>
      before[key] === value ? [] : [{ path: [...path, key], value }],
    ),
  ];
}
