'use client';
import { PersonMenu } from '../teams/person-menu';
import type { LiveState } from '../trpc/use-live';
import { LanguageMenu } from './language-menu';
import { LiveIndicator } from './live-indicator';
import { ScopePicker } from './scope-picker';
import { SearchButton } from './search-button';
import { ThemeMenu } from './theme-menu';

export function TopBar({ live }: { live: LiveState }) {
  return (
    <header className="relative z-20 flex h-12 shrink-0 items-center gap-2 border-b border-line bg-sheet px-4">
      <ScopePicker />
      <SearchButton />
      <span className="flex-1" />
      <LiveIndicator state={live} />
      <LanguageMenu />
      <ThemeMenu />
      <PersonMenu />
    </header>
  );
}
