'use client';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';

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

const load = () => import('./menu-popup').then((module) => module.MenuPopup);
const MenuPopup = dynamic(load, { ssr: false });

/** A button with a menu. The menu's code arrives with the pointer or the focus, so that it costs a page nothing. */
export function Menu(props: MenuProps) {
  const [asked, setAsked] = useState(false);
  const button = (
    <button
      type="button"
      aria-label={props.label}
      aria-haspopup="menu"
      aria-expanded={false}
      className={props.triggerClass}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setAsked(true)}
    >
      {props.trigger}
    </button>
  );
  return asked ? <MenuPopup {...props} /> : button;
}
