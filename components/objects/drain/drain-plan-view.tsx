'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DrainPlan } from '~/server/objects/model/drain';
import { ItemList, ListItem } from '../../ui/item-list';
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
            <ListItem
              key={`${namespace}/${name}`}
              name={`${namespace} / ${name}`}
              title={`${namespace} / ${name}`}
              note={t(`why.${why}`)}
            />
          ))}
        </Group>
      )}
      {budgets.length > 0 && (
        <Group title={t('budgets', { count: budgets.length })} status="degraded">
          {budgets.map(({ namespace, name, pods }) => (
            <ListItem
              key={`${namespace}/${name}`}
              name={`${namespace} / ${name}`}
              title={`${namespace} / ${name}`}
              note={t('budgetPods', { count: pods })}
            />
          ))}
        </Group>
      )}
      <Group title={t('evicted', { count: evicted.length })} status="progressing">
        {evicted.map(({ namespace, name, owner }) => (
          <ListItem
            key={`${namespace}/${name}`}
            name={`${namespace} / ${name}`}
            title={`${namespace} / ${name}`}
            note={owner === '' ? t('noOwner') : owner}
          />
        ))}
      </Group>
      {stays.length > 0 && (
        <Group title={t('stays', { count: stays.length })} status="suspended">
          {stays.map(({ namespace, name, why }) => (
            <ListItem
              key={`${namespace}/${name}`}
              name={`${namespace} / ${name}`}
              title={`${namespace} / ${name}`}
              note={t(`why.${why}`)}
            />
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
      <ItemList className="max-h-40 overflow-y-auto">{children}</ItemList>
    </section>
  );
}
