'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { DrainOptions, NodeRef } from '~/server/objects/model/drain';
import { useTRPC, useTRPCClient } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Input } from '../../ui/input';
import { ReasonField } from '../../ui/reason-field';
import { Skeleton } from '../../ui/skeleton';
import { DrainPlanView } from './drain-plan-view';
import { DrainProgress } from './drain-progress';
import { useDrain } from './use-drain';

const MINUTE_SECONDS = 60;
const FIRST: DrainOptions = { unmanaged: false, emptyDir: false, timeoutSeconds: 10 * MINUTE_SECONDS };

/** Empties a node: what goes, what stays, what stands in the way; then pod by pod, whether anyone looks or not. */
export function DrainDialog({ node, onClose }: { node: NodeRef; onClose: () => void }) {
  const t = useTranslations('objects.drain');
  const ui = useTranslations('ui');
  const { drain } = useDrain(node);
  const [started, setStarted] = useState(false);
  const isShown = drain !== undefined && (started || drain.state === 'running');
  return (
    <Dialog wide title={t('title', { name: node.name })} description={node.cluster} onClose={onClose}>
      {isShown ? (
        <div className="flex flex-col gap-4">
          <DrainProgress drain={drain} />
          <div className="flex items-center gap-3">
            {drain.state === 'running' && <p className="text-sm text-ink-soft">{t('leave')}</p>}
            <Button className="ml-auto" look="primary" onClick={onClose}>
              {ui('close')}
            </Button>
          </div>
        </div>
      ) : (
        <DrainForm node={node} onStarted={() => setStarted(true)} onClose={onClose} />
      )}
    </Dialog>
  );
}

type DrainFormProps = { node: NodeRef; onStarted: () => void; onClose: () => void };

function DrainForm({ node, onStarted, onClose }: DrainFormProps) {
  const t = useTranslations('objects.drain');
  const ui = useTranslations('ui');
  const id = useId();
  const form = useDrainForm(node, onStarted);
  const { plan, options, set, start } = form;
  const blocked = plan.data?.blocked.length ?? 0;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-ink-soft">{t('text')}</p>
      {plan.error && <QueryFailure error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.data ? <DrainPlanView plan={plan.data} /> : !plan.error && <Skeleton className="h-40" />}
      <fieldset className="flex flex-col gap-2 rounded-lg border border-line p-3 text-sm">
        <legend className="px-1 text-xs font-medium">{t('consent')}</legend>
        {(['unmanaged', 'emptyDir'] as const).map((consent) => (
          <label key={consent} htmlFor={`${id}-${consent}`} className="flex items-center gap-2">
            <Checkbox
              id={`${id}-${consent}`}
              checked={options[consent]}
              onChange={(event) => set({ ...options, [consent]: event.target.checked })}
            />
            {t(`consents.${consent}`)}
          </label>
        ))}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-[10rem_1fr]">
        <Field label={t('timeout')}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={60}
              value={options.timeoutSeconds / MINUTE_SECONDS}
              onChange={(event) => set({ ...options, timeoutSeconds: minutes(event.target.value) })}
            />
          )}
        </Field>
        <ReasonField value={form.reason} onChange={form.setReason} />
      </div>
      {start.error && <QueryFailure error={start.error} />}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button
          look="danger"
          disabled={start.isPending || plan.isFetching || !plan.data}
          refusal={blocked > 0 ? t('blockedFirst', { count: blocked }) : undefined}
          onClick={form.begin}
        >
          {t('start', { count: plan.data?.evicted.length ?? 0 })}
        </Button>
      </div>
    </div>
  );
}

const minutes = (text: string): number => Math.min(60, Math.max(1, Math.round(Number(text) || 1))) * MINUTE_SECONDS;

function useDrainForm(node: NodeRef, onStarted: () => void) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const client = useQueryClient();
  const [options, set] = useState(FIRST);
  const [reason, setReason] = useState('');
  const plan = useQuery({
    queryKey: ['objects.previewDrain', node, options.unmanaged, options.emptyDir],
    queryFn: () => api.objects.previewDrain.mutate({ node, options }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const start = useMutation(
    trpc.objects.drain.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.objects.drains.queryKey() });
        onStarted();
      },
    }),
  );
  return { options, set, reason, setReason, plan, start, begin: () => start.mutate({ node, options, reason }) };
}
