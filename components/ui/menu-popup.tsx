'use client';
import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { cn } from './cn';
import type { MenuItem, MenuProps } from './menu-item';

export function MenuPopup({ label, trigger, triggerClass, groups, stay = false }: MenuProps) {
  return (
    <Radix.Root defaultOpen modal={false}>
      <Radix.Trigger aria-label={label} className={triggerClass}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="animate-fade z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-lg border border-line bg-sheet p-1 shadow-float"
        >
          {groups.map((group, index) => (
            <Radix.Group
              key={group.label ?? group.items[0]?.label}
              className={cn(index > 0 && 'mt-1 border-t border-line pt-1')}
            >
              {group.label !== undefined && (
                <Radix.Label className="px-2 py-1 text-2xs text-ink-faint">{group.label}</Radix.Label>
              )}
              {group.items.map((item) => (
                <Item key={item.label} item={item} stay={stay} />
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Item({ item, stay }: { item: MenuItem; stay: boolean }) {
  const look = cn(
    'flex cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-sm outline-none select-none data-highlighted:bg-hover [&_svg]:size-4',
    item.danger && 'text-failed',
    item.refusal !== undefined && 'cursor-not-allowed! text-ink-faint',
  );
  const onSelect = (event: Event) => {
    if (stay || item.refusal !== undefined) event.preventDefault();
    if (item.refusal === undefined) item.onSelect();
  };
  const content = (
    <>
      {item.icon}
      <span className="flex-1">
        {item.label}
        {item.refusal !== undefined && <span className="block text-2xs">{item.refusal}</span>}
      </span>
      {item.hint !== undefined && <span className="text-2xs text-ink-faint">{item.hint}</span>}
    </>
  );
  if (item.checked === undefined)
    return (
      <Radix.Item className={look} onSelect={onSelect}>
        {content}
      </Radix.Item>
    );
  return (
    <Radix.CheckboxItem className={look} checked={item.checked} onSelect={onSelect}>
      <span className="w-4">
        <Radix.ItemIndicator>
          <Check />
        </Radix.ItemIndicator>
      </span>
      {content}
    </Radix.CheckboxItem>
  );
}
