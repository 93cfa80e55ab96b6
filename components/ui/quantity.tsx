'use client';
import { useLocale } from 'next-intl';
import { formatBytes, formatCores, formatCount, formatLatency } from './format-quantity';

const FORMATS = { bytes: formatBytes, cores: formatCores, count: formatCount, latency: formatLatency };

/** A number as text in the reader's locale; always with its unit unless the label beside it names one. */
export function Quantity({ of, as }: { of: number | null; as: keyof typeof FORMATS }) {
  const locale = useLocale();
  return of === null ? <span className="text-ink-faint">–</span> : FORMATS[as](of, locale);
}
