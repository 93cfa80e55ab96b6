'use client';
import type { KindRef } from '~/server/objects/model/ref';
import { useKinds } from '../use-kinds';
import { ListNarrowing, useNarrowing } from './list-narrowing';
import { MemberTable } from './member-table';

const PODS: KindRef = { group: '', version: 'v1', plural: 'pods' };
const EVENTS: KindRef = { group: '', version: 'v1', plural: 'events' };

export function PodsPage({ cluster }: { cluster: string }) {
  return <MemberListPage cluster={cluster} kind={PODS} label="Pods" />;
}

export function EventsPage({ cluster }: { cluster: string }) {
  return <MemberListPage cluster={cluster} kind={EVENTS} label="Events" />;
}

type MemberListPageProps = { cluster: string; kind: KindRef; label: string };

/** A live list of one kind, narrowed by the namespace and the selector in the address. */
export function MemberListPage({ cluster, kind, label }: MemberListPageProps) {
  const { namespace, selector } = useNarrowing(cluster);
  const namespaced = useKinds(cluster).find(kind)?.namespaced ?? true;
  const question = { cluster, kind, labelSelector: selector, namespace: namespaced ? namespace : undefined };
  return (
    <MemberTable
      key={JSON.stringify(question)}
      question={question}
      label={label}
      filters={<ListNarrowing cluster={cluster} namespaced={namespaced} />}
    />
  );
}
