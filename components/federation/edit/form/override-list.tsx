'use client';
import { useTranslations } from 'next-intl';
import { at, list, text } from '~/server/kernel/json';
import type { TextPath } from '~/server/kernel/text-edit';
import { Fields, FormSection } from './form-section';
import { useForm } from './form-value';
import { ListAt } from './list-at';
import { NEW_OVERRIDERS, newOverrider } from './new-overrider';
import { numberedName } from './numbered-name';
import { OverriderFields } from './overrider-fields';
import { RowList } from './row-list';
import { SelectorFields } from './selector-fields';
import { NumberAt, TextAt } from './value-fields';

/** What differs in some clusters, rule by rule. */
export function OverrideList() {
  const t = useTranslations('federation.form.overrides');
  const { value } = useForm();
  const rules = list(at(value, 'spec', 'overrides'));
  return (
    <FormSection title={t('title')} lead={t('lead')}>
      <ListAt
        path={['spec', 'overrides']}
        label={t('rules')}
        isOrdered
        title={(entry) => <RuleTitle entry={entry} />}
        additions={[{ label: t('addRule'), make: () => newRule(rules, value) }]}
      >
        {(path) => <RuleFields path={path} />}
      </ListAt>
    </FormSection>
  );
}

function RuleFields({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.overrides');
  const { value } = useForm();
  return (
    <>
      <Fields>
        <TextAt path={[...path, 'name']} label={t('name')} isRequired />
        <NumberAt path={[...path, 'priority']} label={t('priority')} hint={t('priorityHint')} placeholder="500" />
      </Fields>
      <fieldset className="flex flex-col gap-3 rounded-md border border-line p-2.5">
        <legend className="px-1 text-xs font-medium">{t('where')}</legend>
        <SelectorFields path={[...path, 'targetCluster']} />
      </fieldset>
      <ResourceRows path={[...path, 'resources']} />
      <ListAt
        path={[...path, 'overriders']}
        label={t('changes')}
        isOrdered
        title={(entry) => <ChangeTitle entry={entry} />}
        additions={NEW_OVERRIDERS.map((type) => ({ label: t(`type_${type}`), make: () => newOverrider(type, value) }))}
      >
        {(inside, entry) => <OverriderFields path={inside} entry={entry} />}
      </ListAt>
    </>
  );
}

/** Which templates the rule means; all of them where none is named. */
function ResourceRows({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.overrides');
  const { value } = useForm();
  const templates = list(at(value, 'spec', 'templates'));
  const words = (...field: string[]) => [...new Set(templates.map((one) => text(at(one, ...field))))].filter(Boolean);
  const [first] = templates;
  const make = () => ({ apiVersion: text(at(first, 'apiVersion')), kind: text(at(first, 'kind')) });
  return (
    <RowList path={path} label={t('resources')} addition={{ label: t('addResource'), make }}>
      {(row) => (
        <>
          <TextAt path={[...row, 'apiVersion']} label="apiVersion" suggestions={words('apiVersion')} isRequired />
          <TextAt path={[...row, 'kind']} label="kind" suggestions={words('kind')} isRequired />
          <TextAt
            path={[...row, 'name']}
            label="name"
            placeholder={t('anyResource')}
            suggestions={words('metadata', 'name')}
          />
        </>
      )}
    </RowList>
  );
}

function RuleTitle({ entry }: { entry: unknown }) {
  const changes = list(at(entry, 'overriders')).map((one) => text(at(one, 'type')));
  return (
    <>
      {text(at(entry, 'name'))} <span className="text-xs text-ink-faint">{changes.join(', ')}</span>
    </>
  );
}

function ChangeTitle({ entry }: { entry: unknown }) {
  const t = useTranslations('federation.form.overrides');
  const type = text(at(entry, 'type'));
  const isKnown = NEW_OVERRIDERS.some((one) => one === type);
  return <>{isKnown ? t(`type_${type as 'image'}`) : type}</>;
}

const newRule = (rules: readonly unknown[], document: unknown): object => ({
  name: numberedName(
    'rule',
    rules.map((rule) => text(at(rule, 'name'))),
  ),
  targetCluster: {},
  overriders: [newOverrider('image', document)],
});
