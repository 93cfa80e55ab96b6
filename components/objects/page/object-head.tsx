'use client';
import { useTranslations } from 'next-intl';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import { clusterHref } from '../../clusters/cluster-href';
import { ScopedLink } from '../../shell/scoped-link';
import { TrailTitle } from '../../shell/trail-title';
import { PageHeader } from '../../ui/page-header';
import { RelativeTime } from '../../ui/relative-time';
import { useReasonText } from '../../ui/use-reason-text';
import { ObjectActions } from '../actions/object-actions';
import { kindHref } from '../object-href';

type ObjectHeadProps = { target: ObjectRef; view: ObjectView | undefined; isGone: boolean };

/** What it is, where it lies, how it is since when, and what can be done with it. */
export function ObjectHead({ target, view, isGone }: ObjectHeadProps) {
  const t = useTranslations('clusters');
  const { cluster, name } = target;
  const judgement = isGone ? undefined : view?.judged;
  const trail = [
    { label: t('title'), href: '/clusters' },
    { label: cluster, href: clusterHref(cluster) },
    { label: view?.kind.kind ?? target.plural, href: kindHref(cluster, target) },
  ];
  return (
    <PageHeader
      title={<TrailTitle trail={trail} name={name} status={judgement?.status} />}
      lead={<Lead target={target} view={view} isGone={isGone} />}
      actions={
        view && (
          <ObjectActions
            target={target}
            isGone={isGone}
            paused={view.paused}
            unschedulable={view.unschedulable}
            {...(view.replicas ? { replicas: view.replicas.desired } : {})}
          />
        )
      }
    />
  );
}

function Lead({ target, view, isGone }: ObjectHeadProps) {
  const t = useTranslations('objects.page');
  const status = useTranslations('status');
  const reasonText = useReasonText();
  const { cluster, namespace } = target;
  const judgement = view?.judged;
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      {namespace !== undefined && (
        <span>
          {t('namespace')}{' '}
          <ScopedLink href={kindHref(cluster, target, { namespace })} className="text-ink underline">
            {namespace}
          </ScopedLink>
        </span>
      )}
      {isGone && <strong className="text-failed">{t('gone')}</strong>}
      {!isGone && judgement && <span>{reasonText(judgement.reason)}</span>}
      {!isGone && judgement?.since && (
        <span>
          {status('since')} <RelativeTime at={judgement.since} />
        </span>
      )}
      {view && (
        <span className="text-ink-faint">
          {t('created')} <RelativeTime at={view.createdAt} /> · {status('asOf')} <RelativeTime at={view.asOf} />
        </span>
      )}
    </span>
  );
}
