import type { ReactNode } from 'react';
import { STATUS_CLASSES, type StatusWord } from './status-words';

const SHAPES: Record<StatusWord, ReactNode> = {
  healthy: (
    <>
      <circle cx="6" cy="6" r="5.25" fill="currentColor" />
      <path d="M3.6 6.2 5.3 7.9 8.5 4.4" fill="none" stroke="var(--sheet)" strokeWidth="1.4" />
    </>
  ),
  progressing: (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M6 1.4A4.6 4.6 0 0 1 6 10.6Z" fill="currentColor" />
    </>
  ),
  degraded: (
    <>
      <path d="M6 .8 11.6 11H.4Z" fill="currentColor" />
      <path d="M6 4.4v3M6 8.6v1" stroke="var(--sheet)" strokeWidth="1.3" />
    </>
  ),
  failed: (
    <>
      <path d="M3.7.6h4.6l3.1 3.1v4.6l-3.1 3.1H3.7L.6 8.3V3.7Z" fill="currentColor" />
      <path d="m4.1 4.1 3.8 3.8m0-3.8L4.1 7.9" stroke="var(--sheet)" strokeWidth="1.4" />
    </>
  ),
  unknown: (
    <>
      <path d="M6 .9 11.1 6 6 11.1.9 6Z" fill="none" stroke="currentColor" strokeWidth="1.3" strokeDasharray="2 1.2" />
      <path d="M4.8 5a1.2 1.2 0 1 1 1.2 1.3v.6M6 8.1v.7" fill="none" stroke="currentColor" strokeWidth="1.1" />
    </>
  ),
  suspended: (
    <>
      <rect x="1" y="1" width="10" height="10" rx="1.5" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M4.6 4v4M7.4 4v4" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
};

type StatusMarkProps = { status: StatusWord; size?: number; label?: string };

/** The shape alone; pass `label` where no word stands beside it. */
export function StatusMark({ status, size = 12, label }: StatusMarkProps) {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: hidden, or named by `label`
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      className={`shrink-0 ${STATUS_CLASSES[status].text}`}
      {...named}
    >
      {SHAPES[status]}
    </svg>
  );
}
