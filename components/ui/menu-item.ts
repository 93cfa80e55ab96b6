import type { ReactNode } from 'react';

export type MenuItem = {
  label: string;
  icon?: ReactNode;
  hint?: string | undefined;
  checked?: boolean | undefined;
  danger?: boolean | undefined;
  refusal?: string | undefined;
  onSelect: () => void;
};
export type MenuGroup = { label?: string; items: MenuItem[] };
export type MenuProps = {
  label: string;
  trigger: ReactNode;
  triggerClass: string;
  groups: MenuGroup[];
  /** Keeps the menu open while boxes are ticked. */
  stay?: boolean;
};
