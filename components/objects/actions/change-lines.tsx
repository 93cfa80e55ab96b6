type Change = { path: string; before: string | null; after: string | null };

/** Fields as they were and as they will be, one line each. */
export function ChangeLines({ changes }: { changes: readonly Change[] }) {
  return (
    <div className="mt-1 overflow-x-auto font-mono text-xs leading-5">
      {changes.map(({ path, before, after }) => (
        <div key={path}>
          {before !== null && (
            <p className="bg-failed-soft px-2 break-all text-failed">
              <span className="select-none">− </span>
              {path === '' ? '' : `${path}: `}
              {before}
            </p>
          )}
          {after !== null && (
            <p className="bg-healthy-soft px-2 break-all text-healthy">
              <span className="select-none">+ </span>
              {path === '' ? '' : `${path}: `}
              {after}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
