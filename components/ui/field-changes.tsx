import { cn } from './cn';

export type Change = { path: string; before: string | null; after: string | null };

/** The fields that change, each as it is and as it will be; an empty path means the whole thing. */
export function FieldChanges({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <div className="mt-1 font-mono text-xs leading-5">
      {changes.map(({ path, before, after }) => (
        <div key={path}>
          {before !== null && <Line sign="−" path={path} value={before} className="bg-failed-soft text-failed" />}
          {after !== null && <Line sign="+" path={path} value={after} className="bg-healthy-soft text-healthy" />}
        </div>
      ))}
    </div>
  );
}

function Line({ sign, path, value, className }: { sign: string; path: string; value: string; className: string }) {
  return (
    <p className={cn('px-2 break-words whitespace-pre-wrap', className)}>
      <span className="select-none">{sign} </span>
      {path === '' ? '' : `${path}: `}
      {laidOut(value)}
    </p>
  );
}

/** What is JSON over several lines; a text stays as it is. */
function laidOut(value: string): string {
  if (!/^[{[]/.test(value)) return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
