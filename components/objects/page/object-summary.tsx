'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import { DescriptionList } from '../../ui/description-list';
import { LabelChips } from '../../ui/label-chips';
import { ConditionList } from './condition-list';
import { OwnerLinks } from './owner-links';
import { canForward, PortList } from './port-list';

/** What matters of an object at a glance. */
export function ObjectSummary({ target, view }: { target: ObjectRef; view: ObjectView }) {
  const t = useTranslations('objects.page');
  const ui = useTranslations('ui');
  const { replicas, images, owners, labels, finalizers } = view;
  const facts = [
    ...(replicas ? [{ term: t('replicas'), value: <Replicas {...replicas} /> }] : []),
    ...(owners.length > 0 ? [{ term: t('owners'), value: <OwnerLinks target={target} owners={owners} /> }] : []),
    { term: t('labels'), value: <LabelChips labels={labels} none={ui('none')} /> },
    ...(finalizers.length > 0 ? [{ term: t('finalizers'), value: finalizers.join(', ') }] : []),
    ...(view.generation === null ? [] : [{ term: t('generation'), value: String(view.generation) }]),
    { term: 'uid', value: <code className="font-mono text-xs">{view.uid}</code> },
  ];
  return (
    <div className="grid gap-4 px-6 py-5 lg:grid-cols-2">
      {!view.whole && (
        <p className="rounded-lg border border-line bg-sheet p-4 text-sm lg:col-span-2">{t('metadataOnly')}</p>
      )}
      {view.conditions.length > 0 && (
        <Sheet title={t('conditions')} wide>
          <ConditionList conditions={view.conditions} />
        </Sheet>
      )}
      {images.length > 0 && (
        <Sheet title={t('images')}>
          <ul className="flex flex-col gap-2">
            {images.map(({ container, image }) => (
              <li key={container} className="text-sm">
                {container}
                <code className="block font-mono text-xs break-all text-ink-soft">{image}</code>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {canForward(target) && view.ports.length > 0 && (
        <Sheet title={t('ports')}>
          <PortList target={target} ports={view.ports} />
        </Sheet>
      )}
      <Sheet title={t('facts')}>
        <DescriptionList facts={facts} />
      </Sheet>
    </div>
  );
}

function Replicas({ desired, ready, updated, available }: NonNullable<ObjectView['replicas']>) {
  const t = useTranslations('objects.page');
  return <>{t('replicasText', { desired, ready, updated, available })}</>;
}

function Sheet({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <section aria-label={title} className={`rounded-lg border border-line bg-sheet p-5 ${wide ? 'lg:col-span-2' : ''}`}>
      <h2 className="pb-2 text-xs font-medium text-ink-soft">{title}</h2>
      {children}
    </section>
  );
}
