'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AcceptInto, DriftRow } from '~/server/federation/model/drift';
import { keep } from '../../objects/editor/use-draft';
import { useTRPC, useTRPCClient } from '../../trpc/client';
import { useFailureText } from '../../trpc/failure-text';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';
import { notify } from '../../ui/notify';
import { applicationHref } from '../application-href';
import { IgnoreDrift } from './ignore-drift';

type DriftActionsProps = { rows: DriftRow[]; onDone: () => void };

/** What can be done about drift: it is put back, becomes what is wanted, or is let be. */
export function DriftActions({ rows, onDone }: DriftActionsProps) {
  const t = useTranslations('federation.drift');
  const refusalOf = useRefusal();
  const { revert, accept, isBusy } = useDriftWrites(rows, onDone);
  const [isIgnoring, setIgnoring] = useState(false);
  const refusal = (action: 'federation.revert' | 'federation.accept' | 'federation.ignore') =>
    rows.map(({ cluster, namespace }) => refusalOf(action, { cluster, namespace })).find((one) => one !== undefined);
  const isMixed = new Set(rows.map(({ application }) => application)).size > 1;
  const notAccepted = isMixed ? t('oneApplication') : refusal('federation.accept');
  return (
    <>
      <Button size="sm" disabled={isBusy} refusal={refusal('federation.revert')} onClick={revert}>
        {t('revert')}
      </Button>
      <Button size="sm" disabled={isBusy} refusal={notAccepted} onClick={() => accept('template')}>
        {t('acceptTemplate')}
      </Button>
      <Button size="sm" disabled={isBusy} refusal={notAccepted} onClick={() => accept('override')}>
        {t('acceptOverride')}
      </Button>
      <Button size="sm" disabled={isBusy} refusal={refusal('federation.ignore')} onClick={() => setIgnoring(true)}>
        {t('ignore')}
      </Button>
      {isIgnoring && <IgnoreDrift rows={rows} onClose={() => setIgnoring(false)} onDone={onDone} />}
    </>
  );
}

function useDriftWrites(rows: readonly DriftRow[], onDone: () => void) {
  const t = useTranslations('federation.drift');
  const trpc = useTRPC();
  const api = useTRPCClient();
  const client = useQueryClient();
  const router = useRouter();
  const textOf = useFailureText();
  const onError = (error: unknown) => void notify({ title: textOf(error).title, tone: 'failed' });
  const ids = rows.map(({ id }) => id);
  const revert = useMutation(
    trpc.federation.revert.mutationOptions({
      onError,
      onSuccess: ({ reverting }) => {
        void notify({ title: t('reverting', { count: reverting }) });
        onDone();
        void client.invalidateQueries();
      },
    }),
  );
  /** The text that accepts them becomes the draft of the application's editor: previewed and saved as any other. */
  const accept = useMutation({
    mutationFn: (into: AcceptInto) => api.federation.accept.mutate({ ids, into }),
    onError,
    onSuccess: ({ name, base, text, accepted, left }) => {
      const detail = left.length > 0 ? { detail: t('leftOut', { count: left.length }) } : {};
      void notify({ title: t('accepted', { count: accepted }), ...detail });
      if (accepted === 0) return;
      keep(applicationHref(name), { base: '', text, revision: base });
      router.push(applicationHref(name, 'text'));
    },
  });
  return {
    revert: () => revert.mutate({ ids, reason: '' }),
    accept: (into: AcceptInto) => accept.mutate(into),
    isBusy: revert.isPending || accept.isPending,
  };
}
