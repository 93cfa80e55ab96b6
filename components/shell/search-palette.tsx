'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import { useDeferredValue, useState } from 'react';
import type { SearchAnswer } from '~/server/clusters/model/inventory';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { StatusMark } from '../ui/status-mark';
import { AREAS, areaHref, areaIcons } from './areas';
import { hitHref } from './hit-href';
import { SearchGaps } from './search-gaps';
import { useScope, useScopedHref } from './use-scope';

const LIMIT = 30;
const ITEM =
  'flex cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm data-[selected=true]:bg-accent-soft';
const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-faint';

/** Finds clusters, nodes, namespaces, workloads, services and pages; says whose answers are missing or old. */
export function SearchPalette({ onClose }: { onClose: () => void }) {
  const t = useTranslations('shell.search');
  const [typed, setTyped] = useState('');
  const router = useRouter();
  const scoped = useScopedHref();
  const answer = useSearch(useDeferredValue(typed.trim()));
  const go = (href: string) => {
    onClose();
    router.push(scoped(href));
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="animate-fade fixed inset-0 z-40 bg-[#0a1622]/45" />
        <Radix.Content
          aria-describedby={undefined}
          className="animate-fade fixed top-[12vh] left-1/2 z-50 w-[min(40rem,calc(100vw-2rem))] -translate-x-1/2 rounded-lg border border-line bg-sheet shadow-float"
        >
          <Radix.Title className="sr-only">{t('title')}</Radix.Title>
          <Command shouldFilter={false} label={t('title')} loop>
            <Command.Input
              autoFocus
              value={typed}
              onValueChange={setTyped}
              placeholder={t('placeholder')}
              className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none"
            />
            <Command.List className="max-h-[52vh] overflow-y-auto p-1.5">
              {answer.error && <QueryFailure error={answer.error} />}
              {answer.data && typed !== '' && <Hits answer={answer.data} go={go} />}
              <Pages typed={typed} go={go} />
            </Command.List>
          </Command>
          {answer.data && typed !== '' && <SearchGaps answer={answer.data} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function useSearch(text: string) {
  const trpc = useTRPC();
  const { scope } = useScope();
  return useQuery({
    ...trpc.clusters.search.queryOptions({ text: text === '' ? ' ' : text, limit: LIMIT, ...(scope ? { scope } : {}) }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
}

function Hits({ answer, go }: { answer: SearchAnswer; go: (href: string) => void }) {
  const t = useTranslations('shell.search');
  if (answer.hits.length === 0) return <p className="px-2.5 py-6 text-center text-sm text-ink-faint">{t('none')}</p>;
  return (
    <Command.Group heading={t('found', { shown: answer.hits.length, total: answer.total })} className={GROUP}>
      {answer.hits.map((hit) => (
        <Command.Item
          key={`${hit.kind}/${hit.cluster}/${hit.namespace}/${hit.name}`}
          value={`${hit.kind}/${hit.cluster}/${hit.namespace}/${hit.name}`}
          onSelect={() => go(hitHref(hit))}
          className={ITEM}
        >
          <StatusMark status={hit.status} />
          <span className="min-w-0 truncate font-medium">{hit.name}</span>
          {hit.matched && (
            <span className="truncate text-xs text-ink-faint">
              {t(`matched.${hit.matched.in}`, { text: hit.matched.text })}
            </span>
          )}
          <span className="ml-auto shrink-0 truncate text-xs text-ink-faint">
            {[hit.kind, whereOf(hit)].filter(Boolean).join(' · ')}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

const whereOf = (hit: SearchAnswer['hits'][number]) =>
  hit.kind === 'Cluster' ? '' : [hit.cluster, hit.namespace].filter(Boolean).join(' / ');

function Pages({ typed, go }: { typed: string; go: (href: string) => void }) {
  const t = useTranslations('shell');
  const pages = [
    ...AREAS.map((area) => ({ href: areaHref(area), label: t(`area.${area}`), Icon: areaIcons[area] })),
    { href: '/clusters/register', label: t('search.register'), Icon: areaIcons.clusters },
  ].filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()));
  if (pages.length === 0) return null;
  return (
    <Command.Group heading={t('search.pages')} className={GROUP}>
      {pages.map(({ href, label, Icon }) => (
        <Command.Item key={href} value={`page ${href}`} onSelect={() => go(href)} className={ITEM}>
          <Icon aria-hidden className="size-4 text-ink-faint" />
          {label}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
