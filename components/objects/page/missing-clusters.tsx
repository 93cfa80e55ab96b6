'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { ScopedLink } from '../../shell/scoped-link';
import { StatusMark } from '../../ui/status-mark';
import type { StatusWord } from '../../ui/status-words';
import { objectHref } from '../object-href';
import type { Comparison } from './join-comparison';

type MissingClustersProps = { comparison: Comparison; target: ObjectRef };

/** The clusters that have nothing to compare: those that are waited for, the silent ones with why, and those without the object. */
export function MissingClusters({ comparison: { waiting, absent, failed }, target }: MissingClustersProps) {
  const t = useTranslations('objects.compare');
  const unreachable = useTranslations('status.unreachable');
  const why = (reason: string, detail: string) =>
    unreachable.has(reason as 'timeout') ? unreachable(reason as 'timeout') : detail;
  return (
    <>
      {failed.length > 0 && (
        <Part title={t('failed', { count: failed.length })} status="unknown">
          <ul className="rounded-lg border border-line bg-sheet">
            {failed.map(({ cluster, reason, detail }) => (
              <li key={cluster} className="border-b border-line px-3 py-1.5 last:border-b-0" title={detail}>
                <ScopedLink href={objectHref({ ...target, cluster })} className="font-medium hover:underline">
                  {cluster}
                </ScopedLink>{' '}
                <span className="text-ink-soft">{why(reason, detail)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {waiting.length > 0 && (
        <Part title={t('waiting', { count: waiting.length })} status="progressing">
          <Names names={waiting} />
        </Part>
      )}
      {absent.length > 0 && (
        <Part title={t('absent', { count: absent.length })} status="suspended">
          <Names names={absent} />
        </Part>
      )}
    </>
  );
}

function Part({ title, status, children }: { title: string; status: StatusWord; children: ReactNode }) {
  return (
    <section aria-label={title} className="text-sm">
      <h2 className="flex items-center gap-1.5 pb-1 text-xs font-medium">
        <StatusMark status={status} />
        {title}
      </h2>
      {children}
    </section>
  );
}

const SHOWN = 40;

function Names({ names }: { names: readonly string[] }) {
  const t = useTranslations('objects.compare');
  return (
    <p className="text-ink-soft" title={names.join('\n')}>
      {names.slice(0, SHOWN).join(', ')}
      {names.length > SHOWN && ` ${t('andMore', { count: names.length - SHOWN })}`}
    </p>
  );
}
