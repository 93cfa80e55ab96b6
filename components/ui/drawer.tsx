'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from './icon-button';

type DrawerProps = {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
};

/** Details beside the page, which stays usable; the caller keeps in the URL what is open. */
export function Drawer({ title, subtitle, actions, onClose, children }: DrawerProps) {
  const t = useTranslations('ui');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside
      aria-label={title}
      className="animate-slide fixed top-12 right-0 bottom-0 z-30 flex w-[min(28rem,100vw)] flex-col border-l border-line bg-sheet shadow-float"
    >
      <header className="flex items-start gap-2 border-b border-line py-3 pr-3 pl-5">
        <div className="min-w-0 flex-1">
          <h2 ref={heading} tabIndex={-1} className="py-1 text-lg leading-6 font-semibold break-words outline-none">
            {title}
          </h2>
          {subtitle}
        </div>
        {actions}
        <IconButton label={t('close')} hint="Esc" side="bottom-end" icon={<X />} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
    </aside>
  );
}
