import type { ReactNode } from 'react';
import { cn } from './cn';
import { StatusMark } from './status-mark';
import type { StatusWord } from './status-words';

type ItemListProps = { label?: string; className?: string; children: ReactNode };

/** The frame of a list of named things: what will become of each, or what became of it. */
export function ItemList({ label, className, children }: ItemListProps) {
  return (
    <ul aria-label={label} className={cn('w-full rounded-lg border border-line bg-sheet', className)}>
      {children}
    </ul>
  );
}

type ListItemProps = {
  name: ReactNode;
  /** The whole name, where there may be no room for it. */
  title?: string;
  status?: StatusWord;
  /** What is said of it, at the end of its line. */
  note?: ReactNode;
  children?: ReactNode;
};

/** One thing of such a list: its mark and name, a word about it, and below what there is to read. */
export function ListItem({ name, title, status, note, children }: ListItemProps) {
  return (
    <li className="flex flex-col gap-0.5 border-b border-line px-3 py-1.5 text-sm last:border-b-0">
      <p className="flex items-center gap-2">
        {status && <StatusMark status={status} />}
        <span className="min-w-0 truncate font-medium" title={title}>
          {name}
        </span>
        <span className="ml-auto shrink-0 text-xs text-ink-soft">{note}</span>
      </p>
      {children}
    </li>
  );
}
