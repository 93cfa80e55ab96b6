'use client';
import { type KeyboardEvent, useState } from 'react';

type TableKeys = {
  total: number;
  reveal: (index: number) => void;
  select: (index: number) => void;
  open: (index: number) => void;
};

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/** j/k walk the rows, x selects, Enter opens. `active` is the row with the focus. */
export function useTableKeys({ total, reveal, select, open }: TableKeys) {
  const [active, setActive] = useState(0);
  const go = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    setActive(next);
    reveal(next);
  };
  const act = (key: string): boolean => {
    const step = STEPS[key];
    if (step !== undefined) go(active + step);
    else if (key === 'Home') go(0);
    else if (key === 'End') go(total - 1);
    else if (key === 'x' || key === ' ') select(active);
    else if (key === 'Enter') open(active);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const onRow = event.target instanceof HTMLElement && event.target.matches('tr[data-index]');
    if (!onRow || event.metaKey || event.ctrlKey || event.altKey) return;
    if (act(event.key)) event.preventDefault();
  };
  return { active, setActive, onKeyDown };
}
