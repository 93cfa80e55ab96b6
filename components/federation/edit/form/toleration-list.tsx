'use client';
import { useTranslations } from 'next-intl';
import { TAINT_EFFECTS } from '~/server/federation/model/placement';
import { valueAt } from '~/server/kernel/edit-value';
import type { TextPath } from '~/server/kernel/text-edit';
import { useForm } from './form-value';
import { RowList } from './row-list';
import { ChoiceAt, TextAt } from './value-fields';

/** Which taints of clusters do not keep it out. */
export function TolerationList({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.toleration');
  return (
    <RowList
      path={path}
      label={t('label')}
      addition={{ label: t('add'), make: () => ({ key: '', operator: 'Exists' }) }}
    >
      {(row) => <Toleration path={row} />}
    </RowList>
  );
}

function Toleration({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.toleration');
  const { value, edit } = useForm();
  const hasValue = valueAt(value, [...path, 'operator']) !== 'Exists';
  const choose = (next: string) =>
    edit(
      { path: [...path, 'operator'], ...(next === '' ? {} : { value: next }) },
      ...(next === 'Exists' ? [{ path: [...path, 'value'] }] : []),
    );
  return (
    <>
      <TextAt path={[...path, 'key']} label={t('key')} placeholder={t('anyKey')} />
      <ChoiceAt
        path={[...path, 'operator']}
        label={t('operator')}
        otherwise={t('operator_Equal')}
        options={[{ value: 'Exists', label: t('operator_Exists') }]}
        onChoose={choose}
      />
      {hasValue ? <TextAt path={[...path, 'value']} label={t('value')} /> : <span />}
      <ChoiceAt
        path={[...path, 'effect']}
        label={t('effect')}
        otherwise={t('anyEffect')}
        options={TAINT_EFFECTS.map((effect) => ({ value: effect, label: effect }))}
      />
    </>
  );
}
