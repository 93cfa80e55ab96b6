'use client';
import { cn } from '../../ui/cn';

type ViewTabsProps<Value extends string> = {
  label: string;
  views: readonly { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
};

/** Sides of one thing that is here already: they change what is shown and the address, and load no page. */
export function ViewTabs<Value extends string>({ label, views, chosen, onChoose }: ViewTabsProps<Value>) {
  return (
    <nav aria-label={label} className="flex shrink-0 gap-4 overflow-x-auto border-b border-line px-6">
      {views.map(({ value, label: text }) => (
        <button
          key={value}
          type="button"
          aria-current={value === chosen ? 'page' : undefined}
          onClick={() => onChoose(value)}
          className={cn(
            '-mb-px border-b-2 border-transparent py-2 text-sm whitespace-nowrap text-ink-soft hover:text-ink',
            value === chosen && 'border-signal! font-medium text-ink!',
          )}
        >
          {text}
        </button>
      ))}
    </nav>
  );
}
