'use client';
import { useTranslations } from 'next-intl';
import { StatusMark } from '../ui/status-mark';
import type { useGatewayLoss } from './use-gateway-loss';

/** Gateways at a glance: how many go, and which members did not say. */
export function GatewayStrip({ gateways: { data, isPending } }: { gateways: ReturnType<typeof useGatewayLoss> }) {
  const t = useTranslations('loss');
  if (!data)
    return (
      <p role="status" className="flex items-center gap-1.5 text-xs text-ink-soft">
        <StatusMark status={isPending ? 'progressing' : 'unknown'} />
        {t(isPending ? 'gatewaysAsked' : 'gatewaysUnknown')}
      </p>
    );
  const count = (wanted: string) => data.gateways.filter(({ fate }) => fate === wanted).length;
  const [gone, unknown, stays] = [count('gone'), count('unknown'), count('stays')];
  const mark = gone > 0 ? 'failed' : unknown + data.gaps.length + data.unasked > 0 ? 'unknown' : 'healthy';
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-soft">
      <p className="flex items-center gap-1.5">
        <StatusMark status={mark} />
        {gone + unknown + stays === 0 ? t('none.gateways') : t('gatewaysSum', { gone, unknown, stays })}
      </p>
      {data.gaps.length > 0 && (
        <p
          className="flex items-center gap-1.5"
          title={data.gaps.map(({ cluster, detail }) => `${cluster}: ${detail}`).join('\n')}
        >
          <StatusMark status="unknown" />
          {t('gatewayGaps', { count: data.gaps.length, names: data.gaps.map(({ cluster }) => cluster).join(', ') })}
        </p>
      )}
      {data.unasked > 0 && <p>{t('gatewaysUnasked', { count: data.unasked })}</p>}
    </div>
  );
}
