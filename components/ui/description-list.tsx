import type { ReactNode } from 'react';

export type Fact = { term: string; value: ReactNode };

/** Terms and their values in two quiet columns. */
export function DescriptionList({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,auto)_1fr] gap-x-4 text-sm">
      {facts.map((fact) => (
        <div key={fact.term} className="col-span-2 grid grid-cols-subgrid border-b border-line py-1.5 last:border-b-0">
          <dt className="text-ink-faint">{fact.term}</dt>
          <dd className="min-w-0 break-words">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
