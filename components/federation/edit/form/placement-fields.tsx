'use client';
import { useTranslations } from 'next-intl';
import { SPREAD_BY } from '~/server/federation/model/placement';
import { at, isJson, list, text } from '~/server/kernel/json';
import { Fields, FormSection } from './form-section';
import { useForm } from './form-value';
import { ListAt } from './list-at';
import { ReplicaFields } from './replica-fields';
import { RowList } from './row-list';
import { SelectorFields } from './selector-fields';
import { TolerationList } from './toleration-list';
import { ChoiceAt, NumberAt, TextAt } from './value-fields';
import { WordsAt } from './words-at';

const PLACEMENT = ['spec', 'placement'];

/** Where it should run. */
export function PlacementFields() {
  const t = useTranslations('federation.form.placement');
  const { value, fleet } = useForm();
  const groups = [...PLACEMENT, 'clusterAffinities'];
  const spreads = [...PLACEMENT, 'spreadConstraints'];
  const affinity = [...PLACEMENT, 'workloadAffinity'];
  return (
    <FormSection title={t('title')} lead={t('lead')}>
      <ListAt
        path={groups}
        label={t('groups')}
        isOrdered
        title={(entry, index) => `${index + 1}. ${text(at(entry, 'name'))}`}
        additions={[{ label: t('addGroup'), make: () => ({ name: freeGroup(value) }) }]}
      >
        {(path) => (
          <>
            <TextAt path={[...path, 'name']} label={t('groupName')} isRequired />
            <SelectorFields path={path} />
          </>
        )}
      </ListAt>
      <RowList path={spreads} label={t('spread')} addition={spreadAddition(t('addSpread'), value)}>
        {(path) => (
          <>
            <ChoiceAt
              path={[...path, 'spreadBy']}
              label={t('spreadBy')}
              options={SPREAD_BY.map((by) => ({ value: by, label: t(`spreadBy_${by}`) }))}
            />
            <NumberAt path={[...path, 'minGroups']} label={t('minGroups')} placeholder="1" />
            <NumberAt path={[...path, 'maxGroups']} label={t('maxGroups')} placeholder={t('noMost')} />
          </>
        )}
      </RowList>
      <ReplicaFields path={[...PLACEMENT, 'replicaScheduling']} />
      <TolerationList path={[...PLACEMENT, 'clusterTolerations']} />
      <Fields>
        <WordsAt path={[...affinity, 'with']} label={t('with')} suggestions={fleet.applications} />
        <WordsAt path={[...affinity, 'without']} label={t('without')} suggestions={fleet.applications} />
        <NumberAt path={[...PLACEMENT, 'priority']} label={t('priority')} hint={t('priorityHint')} placeholder="0" />
      </Fields>
    </FormSection>
  );
}

function freeGroup(document: unknown): string {
  const taken = list(at(document, ...PLACEMENT, 'clusterAffinities')).map((group) => text(at(group, 'name')));
  const names = ['primary', 'backup', ...taken.map((_name, index) => `backup-${index + 2}`)];
  return names.find((name) => !taken.includes(name)) ?? 'group';
}

/** One for each of the four; none more when all of them are there. */
function spreadAddition(label: string, document: unknown) {
  const rows = list(at(document, ...PLACEMENT, 'spreadConstraints')).filter(isJson);
  const free = SPREAD_BY.find((by) => !rows.some((row) => row['spreadBy'] === by));
  return free && { label, make: () => ({ spreadBy: free, minGroups: 2 }) };
}
