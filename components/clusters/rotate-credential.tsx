'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ConnectionReport } from '~/server/clusters/model/registration';
import { useTRPC } from '../trpc/client';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { notify } from '../ui/notify';
import { SegmentedControl } from '../ui/segmented-control';
import { AccessFields, type DirectAccess, emptyAccess } from './access-fields';
import { ConnectionChecks } from './connection-checks';
import { useProblems } from './use-problems';

const KINDS = ['token', 'client-certificate'] as const;

/** A new credential for a member that stays where it is; it is tried before the old one is forgotten. */
export function RotateCredential({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useTranslations('register');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [typed, setTyped] = useState<DirectAccess>(emptyAccess('token'));
  const cluster = useQuery(trpc.clusters.get.queryOptions({ name }));
  const access = { ...typed, server: cluster.data?.server ?? '' };
  const test = useMutation(trpc.clusters.testConnection.mutationOptions());
  const rotate = useMutation(
    trpc.clusters.rotateCredential.mutationOptions({
      onSuccess: () => {
        void client.invalidateQueries();
        void notify({ title: t('rotated', { name }) });
        onClose();
      },
    }),
  );
  const error = rotate.error ?? test.error;
  const report = test.data && withoutUniqueness(test.data);
  const problems = useProblems(report, error);
  const footer = (
    <>
      <Button onClick={() => test.mutate({ access })} disabled={test.isPending}>
        {test.isPending ? t('testing') : t('test')}
      </Button>
      <Button look="primary" disabled={rotate.isPending} onClick={() => rotate.mutate({ name, access })}>
        {t('rotate')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('rotateTitle', { name })} description={t('rotateText')} onClose={onClose} footer={footer}>
      <div className="flex flex-col gap-4">
        <SegmentedControl
          label={t('methods')}
          value={typed.by}
          options={KINDS.map((value) => ({ value, label: t(`method.${value}`) }))}
          onChange={(by) => setTyped(emptyAccess(by))}
        />
        <AccessFields credentialOnly access={typed} onChange={setTyped} problems={problems} />
        {report && <ConnectionChecks report={report} />}
        {error && <QueryFailure error={error} />}
        <p className="text-xs text-ink-faint">{t('rotateNote')}</p>
      </div>
    </Dialog>
  );
}

/** That this cluster is registered is what a rotation starts from, and no fault of its new credential. */
function withoutUniqueness(report: ConnectionReport): ConnectionReport {
  return { ...report, checks: report.checks.filter(({ check }) => check !== 'unique') };
}
