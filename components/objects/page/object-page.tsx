'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import { ScopedLink } from '../../shell/scoped-link';
import { useTRPC } from '../../trpc/client';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { setUrlParameters, useUrlChoice } from '../../ui/use-url-state';
import { NodeDrain } from '../drain/node-drain';
import { MemberFailure } from '../list/member-failure';
import { isPod, logSources } from '../logs/log-sources';
import { kindHref } from '../object-href';
import { isGone } from './is-gone';
import { ObjectBody } from './object-body';
import { ObjectHead } from './object-head';
import { ViewTabs } from './view-tabs';

/** A page is read again while it is looked at: what is seen at 3 a.m. must be how it is. */
const AGAIN_MS = 5000;

/** One object of one member: how it is, what belongs to it, its text, who owns which field, and the same elsewhere. */
export function ObjectPage({ target }: { target: ObjectRef }) {
  const trpc = useTRPC();
  const object = useQuery({
    ...trpc.objects.get.queryOptions(target),
    refetchInterval: ({ state }) => (state.error ? false : AGAIN_MS),
  });
  const view = object.data;
  const gone = isGone(object.error);
  return (
    <>
      <ObjectHead target={target} view={view} isGone={gone} />
      {object.error && !gone && (
        <MemberFailure cluster={target.cluster} error={object.error} onRetry={() => void object.refetch()} />
      )}
      {gone && !view && <NotThere target={target} />}
      {view && <Views target={target} view={view} />}
      {!view && !object.error && <Skeleton className="m-6 h-64" />}
    </>
  );
}

function NotThere({ target }: { target: ObjectRef }) {
  const t = useTranslations('objects.page');
  const { namespace } = target;
  return (
    <EmptyState
      title={t('notThere')}
      action={
        <ScopedLink href={kindHref(target.cluster, target, { namespace })} className="text-accent underline">
          {t('toList', { plural: target.plural })}
        </ScopedLink>
      }
    >
      {t('notThereText')}
    </EmptyState>
  );
}

function Views({ target, view }: { target: ObjectRef; view: ObjectView }) {
  const t = useTranslations('objects.page');
  const related = view.related.map(({ title }) => title);
  const sessions = [
    ...(logSources(target, view).length > 0 ? (['logs'] as const) : []),
    ...(isPod(target) ? (['terminal', 'files'] as const) : []),
  ];
  const views = ['summary', ...related, ...sessions, 'yaml', 'fields', 'clusters'] as const;
  const [chosen, show] = useUrlChoice('view', views);
  const choose = (next: (typeof views)[number]) => {
    setUrlParameters({ sort: null, q: null });
    show(next);
  };
  return (
    <>
      {target.group === '' && target.plural === 'nodes' && (
        <div className="px-6 pb-3 empty:hidden">
          <NodeDrain node={{ cluster: target.cluster, name: target.name }} />
        </div>
      )}
      <ViewTabs
        label={t('views')}
        views={views.map((value) => ({ value, label: t(`view.${value}`) }))}
        chosen={chosen}
        onChoose={choose}
      />
      <ObjectBody key={chosen} chosen={chosen} target={target} view={view} />
    </>
  );
}
