'use client';
import { Tags } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { NodeRow } from '~/server/clusters/model/inventory';
import { DrawerActions } from '../objects/actions/drawer-actions';
import { nodeRef } from '../objects/actions/workload-ref';
import { NodeDrain } from '../objects/drain/node-drain';
import { ScopedLink } from '../shell/scoped-link';
import { Button } from '../ui/button';
import { DescriptionList } from '../ui/description-list';
import { Drawer } from '../ui/drawer';
import { LabelChips } from '../ui/label-chips';
import { Quantity } from '../ui/quantity';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { useReasonText } from '../ui/use-reason-text';

type NodeDrawerProps = { node: NodeRow; onClose: () => void; onEdit: () => void };

export function NodeDrawer({ node, onClose, onEdit }: NodeDrawerProps) {
  const t = useTranslations('topology.column');
  const n = useTranslations('topology.nodesTable');
  const ui = useTranslations('ui');
  const reasonText = useReasonText();
  const facts = [
    { term: t('status'), value: <Status status={node.status} /> },
    ...(node.reason === '' ? [] : [{ term: t('reason'), value: reasonText(node.reason) }]),
    {
      term: t('cluster'),
      value: (
        <ScopedLink href={`/clusters/${node.cluster}`} className="text-accent underline">
          {node.cluster}
        </ScopedLink>
      ),
    },
    { term: t('region'), value: node.region ?? '–' },
    { term: t('zone'), value: node.zone ?? '–' },
    { term: t('roles'), value: node.roles.join(', ') || '–' },
    { term: t('version'), value: node.version },
    { term: t('cpu'), value: <Quantity of={node.cpuMillis} as="cores" /> },
    { term: t('memory'), value: <Quantity of={node.memoryBytes} as="bytes" /> },
    { term: t('pods'), value: `${node.pods} / ${node.podCapacity}` },
    { term: t('taints'), value: node.taints.join(', ') || '–' },
    { term: t('created'), value: <RelativeTime at={node.createdAt} /> },
    { term: t('seen'), value: <RelativeTime at={node.observedAt} /> },
    { term: t('labels'), value: <LabelChips labels={node.labels} none={ui('none')} /> },
  ];
  return (
    <Drawer
      title={node.name}
      onClose={onClose}
      actions={
        <Button onClick={onEdit}>
          <Tags className="size-3.5" />
          {n('edit')}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        <DrawerActions target={nodeRef(node)} unschedulable={node.unschedulable} />
        <NodeDrain node={{ cluster: node.cluster, name: node.name }} />
        <DescriptionList facts={facts} />
      </div>
    </Drawer>
  );
}
