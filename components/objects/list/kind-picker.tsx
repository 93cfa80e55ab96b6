'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Kind, KindList } from '~/server/objects/model/ref';
import { cn } from '../../ui/cn';
import { Input } from '../../ui/input';
import { Skeleton } from '../../ui/skeleton';
import { StatusMark } from '../../ui/status-mark';
import { kindSlug } from '../object-href';
import { findKinds, groupKinds } from './group-kinds';

type KindPickerProps = { list: KindList | undefined; chosen: string | null; onChoose: (slug: string) => void };

/** The kinds of a member by what they are about; groups that did not answer are told, since their kinds are only unknown. */
export function KindPicker({ list, chosen, onChoose }: KindPickerProps) {
  const t = useTranslations('objects.kinds');
  const [typed, setTyped] = useState('');
  const found = findKinds(list?.kinds ?? [], typed);
  return (
    <nav
      aria-label={t('title')}
      className="flex w-60 shrink-0 flex-col overflow-y-auto border-r border-line py-2 max-md:max-h-56 max-md:w-auto"
    >
      <div className="sticky top-0 z-10 bg-paper px-4 pb-2">
        <Input
          type="search"
          aria-label={t('find')}
          placeholder={t('find')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {list === undefined && <Skeleton className="mx-4 h-40" />}
      {list !== undefined && found.length === 0 && <p className="px-4 text-sm text-ink-soft">{t('none')}</p>}
      {groupKinds(found).map((group) => {
        const title = group.category === 'custom' ? group.group : t(`category.${group.category}`);
        return (
          <section key={title} aria-label={title} className="pb-3">
            <h3 className="truncate px-4 py-1 text-2xs text-ink-faint" title={title}>
              {title}
            </h3>
            {group.kinds.map((kind) => (
              <KindButton key={kindSlug(kind)} kind={kind} current={kindSlug(kind) === chosen} onChoose={onChoose} />
            ))}
          </section>
        );
      })}
      {list !== undefined && list.gaps.length > 0 && (
        <p className="flex gap-1.5 px-4 text-xs text-ink-soft">
          <StatusMark status="unknown" />
          {t('gaps', { count: list.gaps.length, names: list.gaps.join(', ') })}
        </p>
      )}
    </nav>
  );
}

type KindButtonProps = { kind: Kind; current: boolean; onChoose: (slug: string) => void };

function KindButton({ kind, current, onChoose }: KindButtonProps) {
  return (
    <button
      type="button"
      aria-current={current ? 'true' : undefined}
      title={`${kind.plural}.${kind.version}${kind.group === '' ? '' : `.${kind.group}`}`}
      onClick={() => onChoose(kindSlug(kind))}
      className={cn(
        'flex w-full items-baseline gap-2 border-l-2 border-transparent px-3.5 py-1 text-left text-sm hover:bg-hover',
        current && 'border-signal! bg-accent-soft! font-medium',
      )}
    >
      <span className="min-w-0 truncate">{kind.kind}</span>
      {kind.shortNames[0] !== undefined && (
        <span className="shrink-0 text-2xs text-ink-faint">{kind.shortNames[0]}</span>
      )}
    </button>
  );
}
