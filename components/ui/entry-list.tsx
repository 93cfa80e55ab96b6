import type { ReactNode } from 'react';

type EntryListProps<Entry> = {
  label: string;
  entries: readonly Entry[];
  keyOf: (entry: Entry) => string;
  title: (entry: Entry) => ReactNode;
  detail: (entry: Entry) => ReactNode;
  action?: (entry: Entry) => ReactNode;
};

/** A short list where there is no room for columns: what it is, what is known of it, and one thing to do. */
export function EntryList<Entry>({ label, entries, keyOf, title, detail, action }: EntryListProps<Entry>) {
  return (
    <ul aria-label={label} className="flex flex-col text-sm">
      {entries.map((entry) => (
        <li key={keyOf(entry)} className="flex items-start gap-3 border-b border-line py-1.5 last:border-b-0">
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-baseline gap-x-2 font-medium break-words">{title(entry)}</div>
            <div className="flex flex-wrap gap-x-3 text-xs text-ink-soft">{detail(entry)}</div>
          </div>
          {action?.(entry)}
        </li>
      ))}
    </ul>
  );
}
