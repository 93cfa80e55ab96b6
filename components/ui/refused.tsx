import type { ReactNode } from 'react';

type RefusedProps = {
  /** Our sentence. */
  children: ReactNode;
  /** What the other side said, in its own words. */
  said?: string;
  causes?: readonly { field: string; message: string }[];
};

/** Why something is not taken: our sentence, the other side's own words, and the fields that they are about. */
export function Refused({ children, said = '', causes = [] }: RefusedProps) {
  return (
    <div className="flex flex-col gap-0.5 text-xs">
      <p className="flex flex-wrap gap-x-1.5 text-failed">{children}</p>
      {said !== '' && causes.length === 0 && <q className="font-mono break-words text-ink-soft">{said}</q>}
      {causes.map(({ field, message }) => (
        <p key={`${field} ${message}`} className="font-mono break-words text-ink-soft">
          <span className="font-medium">{field}</span>: {message}
        </p>
      ))}
    </div>
  );
}
