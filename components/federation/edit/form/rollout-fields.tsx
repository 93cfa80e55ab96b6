'use client';
import { useTranslations } from 'next-intl';
import { CLUSTER_FIELDS } from '~/server/federation/model/placement';
import { WEEKDAYS } from '~/server/federation/model/rollout';
import { at, list, text } from '~/server/kernel/json';
import { Fields } from './form-section';
import { useForm } from './form-value';
import { ListAt } from './list-at';
import { numberedName } from './numbered-name';
import { OptionalSection } from './optional-section';
import { RowList } from './row-list';
import { SelectorFields } from './selector-fields';
import { CheckAt, ChoiceAt, NumberAt, TextAt } from './value-fields';
import { WordsAt } from './words-at';

const ROLLOUT = ['spec', 'rollout'];
const inside = (name: string) => [...ROLLOUT, name];

/** How each revision goes over its clusters. */
export function RolloutFields() {
  const t = useTranslations('federation.form.rollout');
  const by = [...CLUSTER_FIELDS, 'cluster'] as const;
  return (
    <OptionalSection title={t('title')} lead={t('lead')} path={ROLLOUT} begin={{ canary: true }}>
      <CheckAt path={inside('canary')} label={t('canary')} otherwise />
      <Waves />
      <Fields>
        <ChoiceAt
          path={inside('groupBy')}
          label={t('groupBy')}
          otherwise={t('together')}
          options={by.map((one) => ({ value: one, label: t(`by_${one}`) }))}
        />
        <NumberAt path={inside('minSuccessMinutes')} label={t('minSuccessMinutes')} placeholder="0" />
        <NumberAt path={inside('progressDeadlineMinutes')} label={t('progressDeadlineMinutes')} placeholder="10" />
        <NumberAt path={inside('maxFailures')} label={t('maxFailures')} placeholder="0" />
        <ChoiceAt
          path={inside('approval')}
          label={t('approval')}
          otherwise={t('approval_never')}
          options={(['second', 'each'] as const).map((one) => ({ value: one, label: t(`approval_${one}`) }))}
        />
        <ChoiceAt
          path={inside('approvedBy')}
          label={t('approvedBy')}
          otherwise={t('approvedBy_anyone')}
          options={[{ value: 'another', label: t('approvedBy_another') }]}
        />
      </Fields>
      <FreezeRows />
    </OptionalSection>
  );
}

/** Clusters that go together, one wave after the other. */
function Waves() {
  const t = useTranslations('federation.form.rollout');
  const { value } = useForm();
  const names = list(at(value, ...inside('groups'))).map((group) => text(at(group, 'name')));
  const make = () => ({ name: numberedName('wave', names), targetCluster: {} });
  return (
    <ListAt
      path={inside('groups')}
      label={t('groups')}
      isOrdered
      title={(entry, index) => `${index + 1}. ${text(at(entry, 'name'))}`}
      additions={[{ label: t('addGroup'), make }]}
    >
      {(path) => (
        <>
          <TextAt path={[...path, 'name']} label={t('groupName')} isRequired />
          <SelectorFields path={[...path, 'targetCluster']} />
        </>
      )}
    </ListAt>
  );
}

/** When nothing new begins. */
function FreezeRows() {
  const t = useTranslations('federation.form.rollout');
  const make = () => ({ from: '22:00', to: '06:00' });
  return (
    <RowList path={inside('freezeWindows')} label={t('freezes')} addition={{ label: t('addFreeze'), make }}>
      {(path) => (
        <>
          <TextAt path={[...path, 'from']} label={t('from')} isRequired />
          <TextAt path={[...path, 'to']} label={t('to')} isRequired />
          <TextAt path={[...path, 'timeZone']} label={t('timeZone')} placeholder="UTC" suggestions={TIME_ZONES} />
          <WordsAt path={[...path, 'days']} label={t('days')} placeholder={t('everyDay')} suggestions={WEEKDAYS} />
        </>
      )}
    </RowList>
  );
}

const TIME_ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];
