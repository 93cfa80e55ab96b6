'use client';
import { useTranslations } from 'next-intl';
import { TextField } from '../ui/form-parts';
import { PairsField } from '../ui/pairs-field';
import { SegmentedControl } from '../ui/segmented-control';
import type { DraftProps } from './rule-fields';

/** Which part of the fleet a rule is about. */
export function ScopeFields({ draft, change, wrong }: DraftProps) {
  const t = useTranslations('notifications.form');
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1">
        <span className="text-xs font-medium">{t('clusters')}</span>
        <SegmentedControl
          label={t('clusters')}
          value={draft.clustersBy}
          options={[
            { value: 'all', label: t('clustersAll') },
            { value: 'name', label: t('clustersName') },
            { value: 'label', label: t('clustersLabel') },
          ]}
          onChange={(clustersBy) => change({ clustersBy })}
        />
      </div>
      {draft.clustersBy === 'name' && (
        <TextField
          label={t('clusterNames')}
          error={wrong.get('scope')}
          value={draft.clusterNames}
          onText={(clusterNames) => change({ clusterNames })}
        />
      )}
      {draft.clustersBy === 'label' && (
        <PairsField
          legend={t('labels')}
          pairs={draft.labels}
          error={wrong.get('scope')}
          onChange={(labels) => change({ labels })}
        />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('namespaces')}
          hint={t('listHint')}
          error={draft.clustersBy === 'all' ? wrong.get('scope') : undefined}
          value={draft.namespaces}
          onText={(namespaces) => change({ namespaces })}
        />
        <TextField
          label={t('environments')}
          hint={t('listHint')}
          value={draft.environments}
          onText={(environments) => change({ environments })}
        />
      </div>
    </div>
  );
}
