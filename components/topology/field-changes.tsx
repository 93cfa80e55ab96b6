'use client';

type Change = { path: string; before: string | null; after: string | null };

/** The fields that change, each as it is and as it will be. */
export function FieldChanges({ changes }: { changes: Change[] }) {
  if (changes.length === 0) return null;
  return (
    <div className="mt-1 overflow-x-auto font-mono text-xs leading-5">
      {changes.map(({ path, before, after }) => (
        <div key={path}>
          {before !== null && (
            <p className="bg-failed-soft px-2 whitespace-pre-wrap text-failed">
              <span className="select-none">− </span>
              {path}: {laidOut(before)}
            </p>
          )}
          {after !== null && (
            <p className="bg-healthy-soft px-2 whitespace-pre-wrap text-healthy">
              <span className="select-none">+ </span>
              {path}: {laidOut(after)}
            </p>
          )}
        </div>
      ))}
    </div>
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
