'use client';
import { useTranslations } from 'next-intl';
import { CLUSTER_FIELDS, type ClusterField } from '~/server/federation/model/placement';
import { valueAt } from '~/server/kernel/edit-value';
import { text } from '~/server/kernel/json';
import type { TextPath } from '~/server/kernel/text-edit';
import { Fields } from './form-section';
import { useForm } from './form-value';
import { PairsAt } from './pairs-at';
import { RowList } from './row-list';
import { ChoiceAt, TextAt } from './value-fields';
import { WordsAt } from './words-at';

/** Which clusters are meant: all that every part agrees to. */
export function SelectorFields({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.selector');
  const { fleet } = useForm();
  const fields = [...path, 'fieldSelector', 'matchExpressions'];
  const labels = [...path, 'labelSelector', 'matchExpressions'];
  return (
    <>
      <Fields>
        <WordsAt
          path={[...path, 'clusterNames']}
          label={t('names')}
          placeholder={t('anyName')}
          suggestions={fleet.clusters}
        />
        <WordsAt path={[...path, 'exclude']} label={t('exclude')} suggestions={fleet.clusters} />
      </Fields>
      <RowList
        path={fields}
        label={t('fields')}
        addition={{ label: t('addField'), make: () => ({ key: 'region', operator: 'In', values: [] }) }}
      >
        {(row) => <Requirement path={row} wordsOf={(key) => fleet.fields[key as ClusterField] ?? []} isField />}
      </RowList>
      <RowList
        path={labels}
        label={t('expressions')}
        addition={{ label: t('addExpression'), make: () => ({ key: '', operator: 'In', values: [] }) }}
      >
        {(row) => <Requirement path={row} wordsOf={(key) => fleet.labels.get(key) ?? []} />}
      </RowList>
      <PairsAt path={[...path, 'labelSelector', 'matchLabels']} label={t('labels')} />
    </>
  );
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

type RequirementProps = { path: TextPath; wordsOf: (key: string) => readonly string[]; isField?: boolean };

/** One condition. Where it only asks whether there is a value, it has none of its own. */
function Requirement({ path, wordsOf, isField = false }: RequirementProps) {
  const t = useTranslations('federation.form.selector');
  const { value, edit, fleet } = useForm();
  const [key, operator] = [text(valueAt(value, [...path, 'key'])), text(valueAt(value, [...path, 'operator']))];
  const choose = (next: string) =>
    edit({ path: [...path, 'operator'], value: next }, ...(next.endsWith('In') ? [] : [{ path: [...path, 'values'] }]));
  return (
    <>
      {isField ? (
        <ChoiceAt
          path={[...path, 'key']}
          label={t('field')}
          options={CLUSTER_FIELDS.map((one) => ({ value: one, label: t(`field_${one}`) }))}
        />
      ) : (
        <TextAt path={[...path, 'key']} label={t('label')} suggestions={[...fleet.labels.keys()]} isRequired />
      )}
      <ChoiceAt
        path={[...path, 'operator']}
        label={t('operator')}
        options={OPERATORS.map((one) => ({ value: one, label: t(`operator_${one}`) }))}
        onChoose={choose}
      />
      {operator.endsWith('In') ? (
        <WordsAt path={[...path, 'values']} label={t('values')} suggestions={wordsOf(key)} />
      ) : (
        <span />
      )}
    </>
  );
}
