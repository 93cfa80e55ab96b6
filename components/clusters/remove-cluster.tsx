'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { ConfirmByName } from '../ui/confirm-by-name';
import { notify } from '../ui/notify';
import { Skeleton } from '../ui/skeleton';

/** Takes a member off the chart, after saying what the hub forgets and what stays behind in the cluster. */
export function RemoveCluster({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useTranslations('clusters.removal');
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const preview = useQuery(trpc.clusters.previewRemoval.queryOptions({ name }));
  const removal = useMutation(
    trpc.clusters.remove.mutationOptions({
      onSuccess: () => {
        void notify({ title: t('done', { name }) });
        client.removeQueries({ queryKey: trpc.clusters.get.queryKey({ name }) });
        router.push('/clusters');
        void client.invalidateQueries();
      },
    }),
  );
  return (
    <ConfirmByName
      title={t('title', { name })}
      name={name}
      action={t('action')}
      busy={removal.isPending}
      onConfirm={(confirm) => removal.mutate({ name, confirm })}
      onClose={onClose}
    >
      <p className="text-sm text-ink-soft">{t('text')}</p>
      <div>
        <h3 className="pb-1 text-xs font-medium">{t('leaves')}</h3>
        {preview.error && <QueryFailure error={preview.error} />}
        {preview.isPending && <Skeleton className="h-8" />}
        {preview.data?.leavesBehind.length === 0 && <p className="text-sm text-ink-soft">{t('leavesNothing')}</p>}
        <ul className="list-disc pl-5 text-sm text-ink-soft">
          {preview.data?.leavesBehind.map((thing) => (
            <li key={thing}>{t.has(`left.${thing as 'labels'}`) ? t(`left.${thing as 'labels'}`) : thing}</li>
          ))}
        </ul>
      </div>
      {removal.error && <QueryFailure error={removal.error} />}
    </ConfirmByName>
  );
}
