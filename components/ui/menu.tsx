'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { MenuProps } from './menu-item';

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
