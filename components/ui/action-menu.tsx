import { Ellipsis } from 'lucide-react';
import { buttonStyle } from './button';
import { cn } from './cn';
import { Menu } from './menu';
import type { MenuGroup } from './menu-item';

/** What else can be done with a thing, behind three dots; groups without an entry are left out. */
export function ActionMenu({ label, groups }: { label: string; groups: readonly MenuGroup[] }) {
  return (
    <Menu
      label={label}
      trigger={<Ellipsis />}
      triggerClass={cn(buttonStyle(), 'w-8 px-0! [&_svg]:size-4')}
      groups={groups.filter(({ items }) => items.length > 0)}
    />
  );
}
