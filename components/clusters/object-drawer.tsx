'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { DrawerActions } from '../objects/actions/drawer-actions';
import { DescriptionList } from '../ui/description-list';
import { Drawer } from '../ui/drawer';
import { LabelChips } from '../ui/label-chips';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import type { StatusWord } from '../ui/status-words';
import { useReasonText } from '../ui/use-reason-text';

export type SeenObject = {
  name: string;
  cluster: string;
  namespace?: string;
  kind?: string;
  status?: StatusWord;
  reason?: string;
  labels: Record<string, string>;
  createdAt: string;
  observedAt: string;
};

type ObjectDrawerProps = { object: SeenObject; target: ObjectRef; onClose: () => void; children?: ReactNode };

/** What is known of one object, and as of when. */
export function ObjectDrawer({ object, target, onClose, children }: ObjectDrawerProps) {
  const t = useTranslations('clusters');
  const ui = useTranslations('ui');
  const reasonText = useReasonText();
  const facts = [
    ...(object.kind === undefined ? [] : [{ term: t('column.kind'), value: object.kind }]),
    ...(object.namespace === undefined ? [] : [{ term: t('column.namespace'), value: object.namespace }]),
    ...(object.status === undefined ? [] : [{ term: t('column.status'), value: <Status status={object.status} /> }]),
    ...(object.reason ? [{ term: t('column.reason'), value: reasonText(object.reason) }] : []),
    { term: t('object.created'), value: <RelativeTime at={object.createdAt} /> },
    { term: t('object.observed'), value: <RelativeTime at={object.observedAt} /> },
    { term: t('column.labels'), value: <LabelChips labels={object.labels} none={ui('none')} /> },
  ];
  return (
    <Drawer title={object.name} subtitle={<p className="text-xs text-ink-faint">{object.cluster}</p>} onClose={onClose}>
      <div className="flex flex-col gap-6">
        <DrawerActions target={target} />
        <DescriptionList facts={facts} />
        {children}
      </div>
    </Drawer>
  );
}
