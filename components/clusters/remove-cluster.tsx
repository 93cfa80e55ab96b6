'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import type { RemovalPreview } from '~/server/clusters/model/removal';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { CodeBlock } from '../ui/code-block';
import { ConfirmByName } from '../ui/confirm-by-name';
import { CheckField } from '../ui/form-parts';
import { notify } from '../ui/notify';
import { Skeleton } from '../ui/skeleton';

/** Takes a member off the chart, after saying what the hub forgets and what stays behind in the cluster. */
export function RemoveCluster({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useTranslations('clusters.removal');
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const [withdraws, setWithdraws] = useState(true);
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
  const count = preview.data?.access.count ?? null;
  return (
    <ConfirmByName
      title={t('title', { name })}
      name={name}
      action={t('action')}
      busy={removal.isPending}
      onConfirm={(confirm) => removal.mutate({ name, confirm, withdraw: withdraws && count !== null && count > 0 })}
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
      {preview.data && <AccessLeft access={preview.data.access} withdraws={withdraws} onChange={setWithdraws} />}
      {removal.error && <QueryFailure error={removal.error} />}
    </ConfirmByName>
  );
}

type AccessLeftProps = {
  access: z.infer<typeof RemovalPreview>['access'];
  withdraws: boolean;
  onChange: (withdraws: boolean) => void;
};

/** Roles and bindings that the hub wrote into the cluster: it removes them itself, or says with which command its owner does. */
function AccessLeft({ access: { count, selector }, withdraws, onChange }: AccessLeftProps) {
  const t = useTranslations('clusters.removal');
  if (count === 0) return null;
  const command = [
    `kubectl delete clusterrolebindings,clusterroles -l ${selector}`,
    `kubectl delete rolebindings -A -l ${selector}`,
  ].join(' && ');
  return (
    <div className="flex flex-col gap-1">
      {count === null ? (
        <p className="text-sm text-ink-soft">{t('accessUnknown')}</p>
      ) : (
        <CheckField checked={withdraws} onCheck={onChange}>
          {t('withdraw', { count })}
        </CheckField>
      )}
      {(count === null || !withdraws) && <CodeBlock code={command} />}
    </div>
  );
}
