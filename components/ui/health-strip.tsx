import { cn } from './cn';
import { STATUS_CLASSES, type StatusWord } from './status-words';

export type StripSlot = { key: string; status: StatusWord; title: string };

/** Time from left to right, one cell per slot, in the colour of the gravest state in it; graver slots stand taller. */
export function HealthStrip({ slots, label }: { slots: StripSlot[]; label: string }) {
  return (
    <div role="img" aria-label={label} className="flex h-8 items-end gap-px">
      {slots.map((slot) => (
        <span
          key={slot.key}
          title={slot.title}
          className={cn(
            'min-w-0.5 flex-1 rounded-[1px]',
            STATUS_CLASSES[slot.status].fill,
            slot.status === 'healthy' ? 'h-5 opacity-80' : 'h-8',
            slot.status === 'unknown' && 'opacity-50',
          )}
        />
      ))}
    </div>
  );
}
