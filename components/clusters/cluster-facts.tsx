'use client';
import { useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import type { ClusterDetail } from '~/server/clusters/model/cluster';
import { DescriptionList, type Fact } from '../ui/description-list';
import { LabelChips } from '../ui/label-chips';
import { Quantity } from '../ui/quantity';
import { RelativeTime } from '../ui/relative-time';
import { MintedToken } from './minted-token';

type FactsProps = { cluster: ClusterDetail };

const moment = (at: string | null, none: ReactNode) => (at === null ? none : <RelativeTime at={at} />);

function FactGroup({ title, facts }: { title: string; facts: Fact[] }) {
  return (
    <section aria-label={title}>
      <h2 className="pb-1 text-xs font-medium text-ink-soft">{title}</h2>
      <DescriptionList facts={facts} />
    </section>
  );
}

export function CapacityFacts({ cluster }: FactsProps) {
  const t = useTranslations('clusters.fact');
  const ofNodes = [
    { term: t('nodes'), value: <Pair ready={cluster.nodesReady} of={cluster.nodes} /> },
    { term: t('cores'), value: <Quantity of={cluster.cpuMillis} as="cores" /> },
    { term: t('memory'), value: <Quantity of={cluster.memoryBytes} as="bytes" /> },
  ];
  const facts = [
    ...(cluster.whole ? ofNodes : []),
    {
      term: t('workloads'),
      value: <Pair ready={cluster.workloads - cluster.workloadsUnhealthy} of={cluster.workloads} />,
    },
    { term: t('pods'), value: <Quantity of={cluster.pods} as="count" /> },
  ];
  return <FactGroup title={t('capacity')} facts={facts} />;
}

function Pair({ ready, of }: { ready: number; of: number }) {
  const t = useTranslations('clusters.fact');
  return (
    <>
      <Quantity of={of} as="count" />
      {ready < of && <span className="ml-2 text-degraded">{t('notReady', { count: of - ready })}</span>}
    </>
  );
}

export function PlaceFacts({ cluster }: FactsProps) {
  const t = useTranslations('clusters.fact');
  const source = (value: string | null, from: ClusterDetail['zoneSource']) =>
    value === null ? (
      t('notKnown')
    ) : (
      <>
        {value} <span className="text-xs text-ink-faint">{t(`source.${from}`)}</span>
      </>
    );
  const facts = [
    { term: t('environment'), value: cluster.environment ?? t('notKnown') },
    { term: t('region'), value: source(cluster.region, cluster.regionSource) },
    { term: t('zone'), value: source(cluster.zone, cluster.zoneSource) },
    { term: t('provider'), value: cluster.provider ?? t('notKnown') },
    { term: t('labels'), value: <LabelChips labels={cluster.labels} none={t('nothing')} /> },
    { term: t('annotations'), value: <LabelChips labels={cluster.annotations} none={t('nothing')} limit={6} /> },
  ];
  return <FactGroup title={t('place')} facts={facts} />;
}

export function ServerFacts({ cluster }: FactsProps) {
  const t = useTranslations('clusters.fact');
  const { health } = cluster;
  const reached = [
    { term: t('fingerprint'), value: <Fingerprint text={cluster.certificateFingerprint} /> },
    { term: t('identityUid'), value: <code className="font-mono text-xs">{cluster.kubeSystemUid ?? '–'}</code> },
  ];
  const address = { term: t('server'), value: <code className="font-mono text-xs">{cluster.server}</code> };
  const facts = [
    ...(cluster.whole ? [address] : []),
    { term: t('version'), value: health.version ?? t('notKnown') },
    { term: t('latency'), value: <Quantity of={health.latencyMs} as="latency" /> },
    {
      term: t('clockSkew'),
      value: health.clockSkewMs === null ? t('notKnown') : `${Math.round(health.clockSkewMs)} ms`,
    },
    { term: t('certificateExpires'), value: moment(health.certificateExpiresAt, t('notKnown')) },
    ...(cluster.whole ? reached : []),
  ];
  return <FactGroup title={t('apiServer')} facts={facts} />;
}

function Fingerprint({ text }: { text: string | null }) {
  const bytes = (text ?? '–').split(':');
  return (
    <code className="font-mono text-xs">
      {bytes.map((byte, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bytes repeat, and their order never changes
        <Fragment key={index}>
          {index > 0 && ':'}
          <wbr />
          {byte}
        </Fragment>
      ))}
    </code>
  );
}

export function CredentialFacts({ cluster }: FactsProps) {
  const t = useTranslations('clusters.fact');
  const { credential } = cluster;
  if (credential === null)
    return <FactGroup title={t('credential')} facts={[{ term: t('kind'), value: t('noCredential') }]} />;
  const facts = [
    { term: t('kind'), value: t(`credentialKind.${credential.kind}`) },
    { term: t('identity'), value: <code className="font-mono text-xs break-all">{credential.identity ?? '–'}</code> },
    { term: t('expires'), value: moment(credential.expiresAt, t('noExpiry')) },
    { term: t('added'), value: <RelativeTime at={credential.addedAt} /> },
    { term: t('lastUsed'), value: moment(credential.lastUsedAt, t('neverUsed')) },
    { term: t('registeredBy'), value: cluster.registeredBy },
    { term: t('registered'), value: <RelativeTime at={cluster.registeredAt} /> },
  ];
  return (
    <>
      <FactGroup title={t('credential')} facts={facts} />
      {credential.minting && <MintedToken name={cluster.name} minting={credential.minting} />}
    </>
  );
}
