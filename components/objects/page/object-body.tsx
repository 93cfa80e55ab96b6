'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { ObjectView } from '~/server/objects/model/view';
import { Skeleton } from '../../ui/skeleton';
import { MemberTable } from '../list/member-table';
import { isPod, logSources } from '../logs/log-sources';
import { FieldsTable } from './fields-table';
import { ObjectSummary } from './object-summary';

/** The editor is heavy and comes when a text is looked at. */
const ObjectEditor = dynamic(() => import('../editor/object-editor').then((module) => module.ObjectEditor), {
  ssr: false,
  loading: () => <Skeleton className="m-6 h-64" />,
});
const FleetLogs = dynamic(() => import('../logs/fleet-logs').then((module) => module.FleetLogs), { ssr: false });
const LogsPanel = dynamic(() => import('../logs/logs-panel').then((module) => module.LogsPanel), { ssr: false });
const TerminalPanel = dynamic(() => import('../terminal/terminal-panel').then((module) => module.TerminalPanel), {
  ssr: false,
});
const FilesPanel = dynamic(() => import('../files/files-panel').then((module) => module.FilesPanel), { ssr: false });
const OtherClusters = dynamic(() => import('./other-clusters').then((module) => module.OtherClusters), { ssr: false });

type ObjectBodyProps = { chosen: string; target: ObjectRef; view: ObjectView };

/** One side of an object. */
export function ObjectBody({ chosen, target, view }: ObjectBodyProps) {
  const t = useTranslations('objects.page.view');
  if (chosen === 'yaml') return <ObjectEditor target={target} view={view} />;
  if (chosen === 'fields') return <FieldsTable fields={view.fields} />;
  if (chosen === 'clusters') return <OtherClusters target={target} />;
  const containers = view.images.map(({ container }) => container);
  if (chosen === 'terminal') return <TerminalPanel target={target} containers={containers} />;
  if (chosen === 'files') return <FilesPanel target={target} containers={containers} />;
  if (chosen === 'logs')
    return isPod(target) ? (
      <LogsPanel sources={logSources(target, view)} containers={containers} name={target.name} />
    ) : (
      <FleetLogs target={target} view={view} />
    );
  const list = view.related.find(({ title }) => title === chosen);
  if (!list) return <ObjectSummary target={target} view={view} />;
  const { title, group, version, plural, namespace, labelSelector, fieldSelector } = list;
  const question = {
    cluster: target.cluster,
    kind: { group, version, plural },
    namespace: namespace ?? undefined,
    labelSelector: labelSelector ?? undefined,
    fieldSelector: fieldSelector ?? undefined,
  };
  return <MemberTable question={question} label={t(title)} />;
}
