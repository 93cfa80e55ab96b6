'use client';
import { useCallback, useSyncExternalStore } from 'react';

export type Density = 'compact' | 'regular';
export type TableChoices = { density: Density; columns: Record<string, boolean> };

const EMPTY: TableChoices = { density: 'regular', columns: {} };
const EVENT = 'portolan-table-choices';
const key = (table: string) => `portolan.table.${table}`;
const parsed = new Map<string, { text: string; choices: TableChoices }>();

function read(table: string): TableChoices {
  const text = window.localStorage.getItem(key(table));
  if (text === null) return EMPTY;
  const known = parsed.get(table);
  if (known?.text === text) return known.choices;
  const choices = parse(text);
  parsed.set(table, { text, choices });
  return choices;
}

function parse(text: string): TableChoices {
  try {
    const value = JSON.parse(text) as Partial<TableChoices> | null;
    return { density: value?.density === 'compact' ? 'compact' : 'regular', columns: value?.columns ?? {} };
  } catch {
    return EMPTY;
  }
}

function subscribe(listener: () => void) {
  window.addEventListener(EVENT, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(EVENT, listener);
    window.removeEventListener('storage', listener);
  };
}

/** Which columns a person shows and how dense; kept in this browser, per table. */
export function useTableChoices(table: string): [TableChoices, (change: Partial<TableChoices>) => void] {
  const choices = useSyncExternalStore(
    subscribe,
    () => read(table),
    () => EMPTY,
  );
  const choose = useCallback(
    (change: Partial<TableChoices>) => {
      window.localStorage.setItem(key(table), JSON.stringify({ ...read(table), ...change }));
      window.dispatchEvent(new Event(EVENT));
    },
    [table],
  );
  return [choices, choose];
}
