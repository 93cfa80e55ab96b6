type SparklineProps = { values: readonly (number | null)[]; label: string; width?: number; height?: number };

/** A line without axes; a gap where nothing was measured. */
export function Sparkline({ values, label, width = 240, height = 32 }: SparklineProps) {
  const top = Math.max(1, ...values.filter((value) => value !== null));
  const step = width / Math.max(1, values.length - 1);
  const path = values
    .map((value, index) => {
      if (value === null) return '';
      const joined = index > 0 && values[index - 1] !== null;
      return `${joined ? 'L' : 'M'}${(index * step).toFixed(1)} ${(height - 1 - (value / top) * (height - 2)).toFixed(1)}`;
    })
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-8 w-full text-accent"
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.25" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
