'use client';
import { useTranslations } from 'next-intl';
import { at, text } from '~/server/kernel/json';
import type { TextPath } from '~/server/kernel/text-edit';
import { Fields } from './form-section';
import { OddValue } from './odd-value';
import { PairsAt } from './pairs-at';
import { ChoiceAt, NumberAt, TextAt } from './value-fields';
import { WordsAt } from './words-at';
import { LinesAt, YamlAt } from './yaml-at';

const COMPONENTS = ['registry', 'repository', 'tag'] as const;
const FORMATS = [
  { value: 'yaml', label: 'YAML' },
  { value: 'json', label: 'JSON' },
];
const OPERATORS = ['add', 'remove', 'replace'] as const;

/** One change of a rule, by its kind; a kind that the form does not know stays as it is in the text. */
export function OverriderFields({ path, entry }: { path: TextPath; entry: unknown }) {
  const t = useTranslations('federation.form.overrides');
  const field = (name: string) => [...path, name];
  switch (text(at(entry, 'type'))) {
    case 'image':
      return <ImageFields path={path} />;
    case 'replicas':
      return <NumberAt path={field('value')} label={t('replicas')} />;
    case 'command':
    case 'args':
      return (
        <>
          <Fields>
            <OperatorAt path={path} />
            <ContainerAt path={path} />
          </Fields>
          <LinesAt path={field('value')} label={t('words')} hint={t('wordsHint')} />
        </>
      );
    case 'env':
      return (
        <>
          <SetFields path={path} />
          <ContainerAt path={path} />
        </>
      );
    case 'labels':
    case 'annotations':
      return <SetFields path={path} />;
    case 'resources':
      return (
        <>
          <PairsAt path={field('requests')} label={t('requests')} />
          <PairsAt path={field('limits')} label={t('limits')} />
          <ContainerAt path={path} />
        </>
      );
    case 'scheduling':
      return (
        <>
          <YamlAt path={field('nodeAffinity')} label={t('nodeAffinity')} hint={t('nodeAffinityHint')} />
          <YamlAt
            path={field('topologySpreadConstraints')}
            label={t('topologySpread')}
            hint={t('topologySpreadHint')}
          />
        </>
      );
    case 'embedded':
      return (
        <>
          <Fields>
            <TextAt path={field('path')} label={t('embeddedPath')} hint={t('embeddedPathHint')} isRequired />
            <ChoiceAt path={field('format')} label={t('format')} options={FORMATS} />
          </Fields>
          <YamlAt path={field('operations')} label={t('operations')} hint={t('embeddedHint')} />
        </>
      );
    case 'jsonPatch':
      return <YamlAt path={field('operations')} label={t('operations')} hint={t('operationsHint')} />;
    case 'mergePatch':
      return <YamlAt path={field('value')} label={t('patch')} hint={t('patchHint')} />;
    default:
      return <OddValue label={t('changes')} value={entry} />;
  }
}

function ImageFields({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.overrides');
  return (
    <Fields>
      <ChoiceAt
        path={[...path, 'component']}
        label={t('component')}
        options={COMPONENTS.map((one) => ({ value: one, label: t(`component_${one}`) }))}
      />
      <OperatorAt path={path} />
      <TextAt path={[...path, 'value']} label={t('value')} />
      <ContainerAt path={path} />
    </Fields>
  );
}

function OperatorAt({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.overrides');
  return (
    <ChoiceAt
      path={[...path, 'operator']}
      label={t('operator')}
      options={OPERATORS.map((one) => ({ value: one, label: t(`operator_${one}`) }))}
    />
  );
}

function ContainerAt({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.overrides');
  return <TextAt path={[...path, 'container']} label={t('container')} placeholder={t('allContainers')} />;
}

function SetFields({ path }: { path: TextPath }) {
  const t = useTranslations('federation.form.overrides');
  return (
    <>
      <PairsAt path={[...path, 'set']} label={t('set')} />
      <WordsAt path={[...path, 'remove']} label={t('takeAway')} />
    </>
  );
}
