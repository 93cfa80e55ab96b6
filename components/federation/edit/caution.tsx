import type { ReactNode } from 'react';
import { StatusMark } from '../../ui/status-mark';

/** One sentence that somebody has to see before going on. */
export const Caution = ({ children }: { children: ReactNode }) => (
  <p
    role="alert"
    className="flex items-center gap-2 rounded-lg border border-degraded-line bg-degraded-soft px-3 py-2 text-sm"
  >
    <StatusMark status="degraded" />
    <span className="min-w-0 break-words">{children}</span>
  </p>
);
