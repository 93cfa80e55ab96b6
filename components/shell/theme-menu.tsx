'use client';
import { MonitorCog, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { Menu } from '../ui/menu';
import { barButton } from './bar-button';

const THEMES = [
  { theme: 'light', Icon: Sun },
  { theme: 'dark', Icon: Moon },
  { theme: 'system', Icon: MonitorCog },
] as const;

export function ThemeMenu() {
  const t = useTranslations('shell.theme');
  const { theme, setTheme } = useTheme();
  return (
    <Menu
      label={t('label')}
      trigger={
        <>
          <Sun className="dark:hidden" />
          <Moon className="hidden dark:block" />
        </>
      }
      triggerClass={barButton}
      groups={[
        {
          items: THEMES.map(({ theme: name, Icon }) => ({
            label: t(name),
            icon: <Icon />,
            checked: theme === name,
            onSelect: () => setTheme(name),
          })),
        },
      ]}
    />
  );
}
