'use client';
import { useTranslations } from 'next-intl';
import { at, isJson, list, text } from '~/server/kernel/json';
import type { TextPath } from '~/server/kernel/text-edit';
import { Fields, FormSection } from './form-section';
import { useForm } from './form-value';
import { ListAt } from './list-at';
import { NEW_TEMPLATES, newTemplate } from './new-template';
import { OddValue } from './odd-value';
import { PortRows } from './port-rows';
import { TextsAt } from './texts-at';
import { NumberAt, TextAt } from './value-fields';

/** What is delivered: each object by its kind and name, with what of it is changed every day. */
export function TemplateList() {
  const t = useTranslations('federation.form.templates');
  const { value } = useForm();
  return (
    <FormSection title={t('title')} lead={t('lead')}>
      <ListAt
        path={['spec', 'templates']}
        label={t('label')}
        title={(entry) => <TemplateTitle entry={entry} />}
        additions={NEW_TEMPLATES.map((kind) => ({ label: kind, make: () => newTemplate(kind, value) }))}
      >
        {(path, entry) => <TemplateFields path={path} entry={entry} />}
      </ListAt>
    </FormSection>
  );
}

function TemplateTitle({ entry }: { entry: unknown }) {
  const t = useTranslations('federation.form.templates');
  const [namespace, name] = [text(at(entry, 'metadata', 'namespace')), text(at(entry, 'metadata', 'name'))];
  const images = containersOf(entry).map(({ container }) => text(at(container, 'image')));
  return (
    <>
      <span className="font-medium">{text(at(entry, 'kind')) || t('noKind')}</span>{' '}
      {[namespace, name].filter(Boolean).join('/')} <span className="text-xs text-ink-faint">{images.join(', ')}</span>
    </>
  );
}

function TemplateFields({ path, entry }: { path: TextPath; entry: unknown }) {
  const t = useTranslations('federation.form.templates');
  if (!isJson(entry)) return <OddValue label={t('label')} value={entry} />;
  const kind = text(entry['kind']);
  const hasReplicas = REPLICATED.has(kind) || typeof at(entry, 'spec', 'replicas') === 'number';
  return (
    <>
      <Fields>
        <TextAt path={[...path, 'metadata', 'name']} label={t('name')} isRequired />
        {!UNBOUND.has(kind) && <TextAt path={[...path, 'metadata', 'namespace']} label={t('namespace')} />}
        {hasReplicas && <NumberAt path={[...path, 'spec', 'replicas']} label={t('replicas')} />}
      </Fields>
      {containersOf(entry).map(({ container, path: inside }) => (
        <TextAt
          key={inside.join('.')}
          path={[...path, ...inside, 'image']}
          label={t('image', { container: text(at(container, 'name')) })}
          isRequired
        />
      ))}
      {kind === 'Service' && <PortRows path={[...path, 'spec', 'ports']} />}
      {kind === 'ConfigMap' && <TextsAt path={[...path, 'data']} label={t('data')} />}
      <p className="text-xs text-ink-faint">{t('rest')}</p>
    </>
  );
}

const REPLICATED = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);
/** Kinds of everyday use that have no namespace. */
const UNBOUND = new Set([
  'Namespace',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'PriorityClass',
]);
const POD_SPECS = [
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
];

/** The containers of a workload, and where they stand in it. */
function containersOf(entry: unknown): { container: unknown; path: TextPath }[] {
  const places = at(entry, 'kind') === 'Pod' ? [['spec']] : POD_SPECS;
  return places.flatMap((place) =>
    ['initContainers', 'containers'].flatMap((field) =>
      list(at(entry, ...place, field)).flatMap((container, index) =>
        isJson(container) ? [{ container, path: [...place, field, index] }] : [],
      ),
    ),
  );
}
