'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DrainPlan } from '~/server/objects/model/drain';
import { StatusMark } from '../../ui/status-mark';
import type { StatusWord } from '../../ui/status-words';

/** What a drain does with each pod of the node, as things are now; what stands in the way comes first. */
export function DrainPlanView({ plan }: { plan: DrainPlan }) {
  const t = useTranslations('objects.drain');
  const { blocked, budgets, evicted, stays } = plan;
  return (
    <div className="flex flex-col gap-3">
      {blocked.length > 0 && (
        <Group title={t('blocked', { count: blocked.length })} status="failed">
          {blocked.map(({ namespace, name, why }) => (
            <Line key={`${namespace}/${name}`} name={`${namespace} / ${name}`} note={t(`why.${why}`)} />
          ))}
        </Group>
      )}
      {budgets.length > 0 && (
        <Group title={t('budgets', { count: budgets.length })} status="degraded">
          {budgets.map(({ namespace, name, pods }) => (
            <Line
              key={`${namespace}/${name}`}
              name={`${namespace} / ${name}`}
              note={t('budgetPods', { count: pods })}
            />
          ))}
        </Group>
      )}
      <Group title={t('evicted', { count: evicted.length })} status="progressing">
        {evicted.map(({ namespace, name, owner }) => (
          <Line
            key={`${namespace}/${name}`}
            name={`${namespace} / ${name}`}
            note={owner === '' ? t('noOwner') : owner}
          />
        ))}
      </Group>
      {stays.length > 0 && (
        <Group title={t('stays', { count: stays.length })} status="suspended">
          {stays.map(({ namespace, name, why }) => (
            <Line key={`${namespace}/${name}`} name={`${namespace} / ${name}`} note={t(`why.${why}`)} />
          ))}
        </Group>
      )}
    </div>
  );
}

type GroupProps = { title: string; status: StatusWord; children: ReactNode };

function Group({ title, status, children }: GroupProps) {
  return (
    <section aria-label={title}>
      <h3 className="flex items-center gap-1.5 pb-1 text-xs font-medium">
        <StatusMark status={status} />
        {title}
      </h3>
      <ul className="max-h-40 overflow-y-auto rounded-lg border border-line">{children}</ul>
    </section>
  );
}

function Line({ name, note }: { name: string; note: string }) {
  return (
    <li className="flex gap-3 border-b border-line px-3 py-1 text-sm last:border-b-0">
      <span className="min-w-0 truncate" title={name}>
        {name}
      </span>
      <span className="ml-auto shrink-0 text-xs leading-5 text-ink-soft">{note}</span>
    </li>
  );
}
