import { cn } from './cn';

/** https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const isAutomatic = (key: string) => /^(beta\.)?kubernetes\.io\//.test(key);

type LabelChipsProps = { labels: Record<string, string>; limit?: number; none: string; oneLine?: boolean };

/** Labels as `key=value`: people's own first, those that Kubernetes sets by itself last; the rest behind a count whose title lists them. */
export function LabelChips({ labels, limit = 50, none, oneLine = false }: LabelChipsProps) {
  const pairs = Object.entries(labels)
    .sort(([left], [right]) => Number(isAutomatic(left)) - Number(isAutomatic(right)) || left.localeCompare(right))
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`));
  if (pairs.length === 0) return <span className="text-ink-faint">{none}</span>;
  return (
    <span className={cn('flex gap-1', oneLine ? 'items-center' : 'flex-wrap')}>
      {pairs.slice(0, limit).map((pair) => (
        <code
          key={pair}
          title={pair}
          className="min-w-0 max-w-full truncate rounded-sm bg-sunken px-1 font-mono text-2xs text-ink-soft"
        >
          {pair}
        </code>
      ))}
      {pairs.length > limit && (
        <span className="shrink-0 text-2xs text-ink-faint" title={pairs.slice(limit).join('\n')}>
          +{pairs.length - limit}
        </span>
      )}
    </span>
  );
}
