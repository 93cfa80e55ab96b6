'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { Scope } from '~/server/clusters/model/scope';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { cn } from '../ui/cn';
import { Input } from '../ui/input';
import { StatusMark } from '../ui/status-mark';
import { EMPTY_SCOPE, type ScopeChoices, scopeChoices, toggled } from './scope-choices';
import { isTooLong } from './scope-parameters';

type Group = (typeof GROUPS)[number];
type ScopePanelProps = {
  label: string;
  /** The lists to choose from; all of them when absent. */
  groups?: readonly Group[];
  /** The edge of the button under which it opens. */
  side?: 'left' | 'right';
  scope: Scope | undefined;
  onChange: (scope: Scope | undefined) => void;
  onClose: () => void;
};

const GROUPS = ['environments', 'regions', 'zones', 'clusters'] as const;

/** Four lists of boxes under one filter. Boxes of one list widen the view, lists narrow one another. */
export function ScopePanel({ label, groups = GROUPS, side = 'left', scope, onChange, onClose }: ScopePanelProps) {
  const t = useTranslations('shell.scope');
  const trpc = useTRPC();
  const map = useQuery(trpc.topology.map.queryOptions({}));
  const [filter, setFilter] = useState('');
  const [isRefused, refuse] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  useDismiss(panel, onClose);
  const chosen = scope ?? EMPTY_SCOPE;
  const change = (next: Scope | undefined) => {
    const tooLong = next !== undefined && isTooLong(next);
    refuse(tooLong);
    if (!tooLong) onChange(next);
  };
  const choices = map.data && scopeChoices(map.data, filter);
  return (
    <div
      ref={panel}
      role="dialog"
      aria-label={label}
      className={cn(
        'animate-fade absolute top-full z-40 mt-1 flex max-h-[70vh] w-[min(44rem,calc(100vw-6rem))] flex-col rounded-lg border border-line bg-sheet shadow-float',
        side === 'left' ? 'left-0' : 'right-0',
      )}
    >
      <div className="flex gap-2 border-b border-line p-2">
        <Input
          autoFocus
          aria-label={t('filter')}
          placeholder={t('filter')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <Button look="quiet" disabled={!scope} onClick={() => change(undefined)}>
          {t('clear')}
        </Button>
      </div>
      {map.error && <QueryFailure error={map.error} />}
      {isRefused && (
        <p role="alert" className="flex items-center gap-1.5 border-b border-line px-3 py-2 text-sm text-failed">
          <StatusMark status="failed" />
          {t('tooLong')}
        </p>
      )}
      <div
        className={cn(
          'grid min-h-24 grid-cols-2 gap-2 overflow-y-auto p-2',
          groups.length < GROUPS.length ? 'md:grid-cols-[2fr_2fr_3fr]' : 'md:grid-cols-[2fr_2fr_2fr_3fr]',
        )}
      >
        {choices && groups.map((group) => <Choices key={group} {...{ group, choices, chosen }} onChange={change} />)}
      </div>
    </div>
  );
}

type ChoicesProps = {
  group: Group;
  choices: ScopeChoices;
  chosen: Scope;
  onChange: (scope: Scope | undefined) => void;
};

function Choices({ group, choices, chosen, onChange }: ChoicesProps) {
  const t = useTranslations('shell.scope');
  return (
    <fieldset className="min-w-0">
      <legend className="px-1.5 pb-1 text-2xs font-medium text-ink-faint">{t(group)}</legend>
      {choices[group].length === 0 && <p className="px-1.5 text-xs text-ink-faint">{t('none')}</p>}
      {choices[group].map((name) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox component inside is the control
        <label key={name} className="flex cursor-pointer items-center gap-2 rounded-md px-1.5 py-1 hover:bg-hover">
          <Checkbox checked={chosen[group].includes(name)} onChange={() => onChange(toggled(chosen, group, name))} />
          <span className="min-w-0 truncate" title={name}>
            {name}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Escape and a press outside close the panel. */
function useDismiss(panel: React.RefObject<HTMLElement | null>, onClose: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    const onPointer = (event: PointerEvent) => {
      const inside = event.target instanceof Node && panel.current?.parentElement?.contains(event.target);
      if (!inside) onClose();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', onPointer);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', onPointer);
    };
  }, [panel, onClose]);
}
