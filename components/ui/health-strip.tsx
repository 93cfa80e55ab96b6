import { cn } from './cn';
import { STATUS_CLASSES, type StatusWord } from './status-words';

/** `status` is undefined where nothing was recorded. */
export type StripSlot = { key: string; status: StatusWord | undefined; title: string };

/** Time from left to right, one cell per slot, in the colour of the gravest state in it; graver slots stand taller. */
export function HealthStrip({ slots, label }: { slots: StripSlot[]; label: string }) {
  return (
    <div role="img" aria-label={label} className="flex h-8 items-end gap-px">
      {slots.map((slot) => (
        <span key={slot.key} title={slot.title} className={cn('min-w-0.5 flex-1 rounded-[1px]', look(slot.status))} />
      ))}
    </div>
  );
}

function look(status: StatusWord | undefined): string {
  if (status === undefined) return 'h-1 bg-line';
  const { fill } = STATUS_CLASSES[status];
  if (status === 'healthy') return cn(fill, 'h-5 opacity-80');
  return cn(fill, 'h-8', status === 'unknown' && 'opacity-50');
}
