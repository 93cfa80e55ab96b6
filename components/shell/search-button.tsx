'use client';
import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { KeyHint } from '../ui/key-hint';
import { searchKeys } from './search-keys';

const load = () => import('./search-palette').then((module) => module.SearchPalette);
const SearchPalette = dynamic(load, { ssr: false });

// the server does not know the keyboard: it is told before the first paint that a person can read
const neverChanges = () => () => undefined;
const hereKeys = () => searchKeys(navigator.platform);
const serverKeys = () => searchKeys('');

/** Opens the search over the whole fleet; ⌘K or Ctrl K from anywhere. */
export function SearchButton() {
  const t = useTranslations('shell.search');
  const [open, setOpen] = useState(false);
  const keys = useSyncExternalStore(neverChanges, hereKeys, serverKeys);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        onPointerEnter={() => void load()}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 w-9 items-center gap-2 rounded-md border border-line bg-sunken px-2.5 text-sm text-ink-faint transition-colors hover:border-line-strong hover:text-ink md:w-64"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="sr-only flex-1 truncate text-left md:not-sr-only">{t('button')}</span>
        <span className="hidden md:block">
          <KeyHint>{keys}</KeyHint>
        </span>
      </button>
      {open && <SearchPalette onClose={() => setOpen(false)} />}
    </>
  );
}
