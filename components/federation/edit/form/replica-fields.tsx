'use client';
import { useTranslations } from 'next-intl';
import { valueAt } from '~/server/kernel/edit-value';
import { at, list, text } from '~/server/kernel/json';
import type { TextPath } from '~/server/kernel/text-edit';
import { useForm } from './form-value';
import { ListAt } from './list-at';
import { SelectorFields } from './selector-fields';
import { ChoiceAt, NumberAt } from './value-fields';

const TYPES = ['Duplicated', 'Weighted', 'Capacity'] as const;

/** Whether every cluster gets all replicas, or how they are shared out. */
export function ReplicaFields({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.replicas');
  const { value, edit } = useForm();
  const type = text(valueAt(value, [...path, 'type']));
  const choose = (next: string) => {
    if (next === '') return edit({ path });
    const weights = next === 'Weighted' ? [] : [{ path: [...path, 'weights'] }];
    edit({ path: [...path, 'type'], value: next }, ...weights);
  };
  return (
    <>
      <ChoiceAt
        path={[...path, 'type']}
        label={t('label')}
        hint={TYPES.some((one) => one === type) ? t(`hint_${type as 'Weighted'}`) : t('hint_Duplicated')}
        options={TYPES.map((one) => ({ value: one, label: t(`type_${one}`) }))}
        otherwise={t('otherwise')}
        onChoose={choose}
      />
      {type === 'Weighted' && (
        <ListAt
          path={[...path, 'weights']}
          label={t('weights')}
          additions={[{ label: t('addWeight'), make: () => ({ targetCluster: { clusterNames: [] }, weight: 1 }) }]}
          title={(entry) => <WeightTitle entry={entry} />}
        >
          {(inside) => (
            <>
              <NumberAt path={[...inside, 'weight']} label={t('weight')} />
              <SelectorFields path={[...inside, 'targetCluster']} />
            </>
          )}
        </ListAt>
      )}
    </>
  );
}

function WeightTitle({ entry }: { entry: unknown }) {
  const t = useTranslations('federation.form.replicas');
  const names = list(at(entry, 'targetCluster', 'clusterNames')).map(text);
  return (
    <>{t('weightOf', { weight: String(at(entry, 'weight') ?? '–'), clusters: names.join(', ') || t('chosen') })}</>
  );
}
