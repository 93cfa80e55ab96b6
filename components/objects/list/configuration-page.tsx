'use client';
import { useTranslations } from 'next-intl';
import { SegmentedControl } from '../../ui/segmented-control';
import { useUrlChoice } from '../../ui/use-url-state';
import { MemberListPage } from './member-list-page';

/** Names of kinds are Kubernetes' own in every language. */
const SHOWN = {
  configmaps: 'ConfigMap',
  secrets: 'Secret',
  serviceaccounts: 'ServiceAccount',
  resourcequotas: 'ResourceQuota',
  limitranges: 'LimitRange',
  persistentvolumeclaims: 'PersistentVolumeClaim',
} as const;
const PLURALS = Object.keys(SHOWN) as [keyof typeof SHOWN, ...(keyof typeof SHOWN)[]];

/** What workloads are configured by. Of Secrets a member is only ever asked for metadata. */
export function ConfigurationPage({ cluster }: { cluster: string }) {
  const t = useTranslations('objects.list');
  const [plural, choose] = useUrlChoice('of', PLURALS);
  const kind = { group: '', version: 'v1', plural };
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-6 pt-3">
        <SegmentedControl
          label={t('kind')}
          value={plural}
          options={PLURALS.map((value) => ({ value, label: SHOWN[value] }))}
          onChange={choose}
        />
        {plural === 'secrets' && <p className="text-xs text-ink-soft">{t('secretsText')}</p>}
      </div>
      <MemberListPage key={plural} cluster={cluster} kind={kind} label={SHOWN[plural]} />
    </>
  );
}
