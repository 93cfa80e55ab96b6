'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { DeliveredObject } from '~/server/federation/model/target';
import { objectHref } from '../objects/object-href';
import { ScopedLink } from '../shell/scoped-link';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { ItemList, ListItem } from '../ui/item-list';
import { Skeleton } from '../ui/skeleton';

/** What stands of an application in one cluster, each with the way to the object itself. */
export function DeliveredObjects({ application, cluster }: { application: string; cluster: string }) {
  const trpc = useTRPC();
  const objects = useQuery(trpc.federation.objects.queryOptions({ name: application, cluster }));
  if (objects.error) return <QueryFailure error={objects.error} onRetry={() => void objects.refetch()} />;
  if (!objects.data) return <Skeleton className="h-12" />;
  return (
    <ItemList className="mt-1">
      {objects.data.map((object) => (
        <ListItem
          key={`${object.group}/${object.kind}/${object.namespace}/${object.name}`}
          name={<ObjectLink cluster={cluster} object={object} />}
          status={object.status}
          note={<Note object={object} />}
        />
      ))}
    </ItemList>
  );
}

function ObjectLink({ cluster, object }: { cluster: string; object: DeliveredObject }) {
  const t = useTranslations('federation.target');
  const { group, version, plural, kind, namespace, name } = object;
  const ref = { cluster, group, version, plural, name, ...(namespace === '' ? {} : { namespace }) };
  return (
    <span className="flex flex-wrap gap-x-3">
      <ScopedLink href={objectHref(ref)} className="hover:underline">
        {kind} {[namespace, name].filter(Boolean).join('/')}
      </ScopedLink>
      <ScopedLink href={`${objectHref(ref)}?view=clusters`} className="text-xs font-normal text-accent hover:underline">
        {t('sideBySide')}
      </ScopedLink>
    </span>
  );
}

function Note({ object: { wanted, ready, drifted } }: { object: DeliveredObject }) {
  const t = useTranslations('federation.target');
  return (
    <>
      {wanted !== null && `${ready ?? 0}/${wanted}`} {drifted > 0 && t('driftedFields', { count: drifted })}
    </>
  );
}
