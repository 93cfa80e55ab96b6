import { cn } from './cn';

/** A grey place for what is on its way; it appears only when the answer takes longer than 300 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('animate-late block rounded-sm bg-sunken', className)} />;
}
