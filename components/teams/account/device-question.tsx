'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { DeviceLook } from '~/server/teams/model/device';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { DescriptionList } from '../../ui/description-list';
import { FailureNotice } from '../../ui/failure-notice';
import { RelativeTime } from '../../ui/relative-time';
import { DeviceDone } from './device-done';
import { useDeviceText } from './use-device-text';

type Asking = Extract<DeviceLook, { state: 'waiting' }>;

/** Who asks, what to compare and what it would mean; confirmed and denied by hand alone. */
export function DeviceQuestion({ asking }: { asking: Asking }) {
  const t = useTranslations('people.device');
  const trpc = useTRPC();
  const refusalText = useDeviceText();
  const me = useQuery(trpc.teams.me.queryOptions());
  const decide = useMutation(trpc.teams.decideDevice.mutationOptions());
  const { code, machine, address, isNear, askedAt, expiresAt } = asking;
  const answer = decide.data;
  if (answer?.state === 'decided') {
    return <DeviceDone machine={answer.machine} isIn={decide.variables?.allow === true} />;
  }
  const facts = [
    { term: t('machine'), value: machine },
    {
      term: t('address'),
      value: (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-mono text-xs">{address === '' ? '–' : address}</span>
          {isNear && <span className="text-ink-faint">{t('near')}</span>}
          {isNear === false && <span className="font-medium text-degraded">{t('away')}</span>}
        </span>
      ),
    },
    { term: t('asked'), value: <RelativeTime at={askedAt} /> },
    { term: t('ends'), value: <RelativeTime at={expiresAt} /> },
    { term: t('as'), value: me.data?.name ?? '…' },
  ];
  return (
    <section aria-labelledby="device-question" className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <h2 id="device-question" className="text-base font-semibold">
          {t('same')}
        </h2>
        <p className="rounded-md border border-line bg-sunken py-4 text-center font-mono text-3xl tracking-[0.2em]">
          {code}
        </p>
      </div>
      <DescriptionList facts={facts} />
      <p className="flex gap-3 rounded-lg border border-degraded-line bg-degraded-soft px-4 py-3 text-sm">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-degraded" />
        {t('warning')}
      </p>
      {decide.error && <QueryFailure error={decide.error} />}
      {answer && <FailureNotice failure={{ title: refusalText(answer) }} />}
      <div className="flex gap-2">
        <Button look="primary" disabled={decide.isPending} onClick={() => decide.mutate({ code, allow: true })}>
          {t('confirm')}
        </Button>
        <Button disabled={decide.isPending} onClick={() => decide.mutate({ code, allow: false })}>
          {t('deny')}
        </Button>
      </div>
    </section>
  );
}
