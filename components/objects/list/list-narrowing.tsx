'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { onlyCluster } from '../../shell/scope-parameters';
import { useTRPC } from '../../trpc/client';
import { Combobox } from '../../ui/combobox';
import { Input } from '../../ui/input';
import { useUrlParameter } from '../../ui/use-url-state';

const MOST = 500;

/**
 * What a live list is narrowed by, as the address says it. Who may not see every namespace of the cluster begins with the
 * first of theirs: a member lists one or all.
 */
export function useNarrowing(cluster: string) {
  const trpc = useTRPC();
  const [chosen, setNamespace] = useUrlParameter('namespace');
  const [selector, setSelector] = useUrlParameter('selector');
  const { data } = useQuery(trpc.clusters.get.queryOptions({ name: cluster }));
  const namespace = chosen ?? data?.seen.namespaces?.[0];
  return { namespace, selector: selector ?? undefined, setNamespace, setSelector };
}

type ListNarrowingProps = { cluster: string; namespaced: boolean };

/** Namespace and label selector of a live list; the member does the narrowing. */
export function ListNarrowing({ cluster, namespaced }: ListNarrowingProps) {
  const t = useTranslations('objects.list');
  const { selector, setSelector } = useNarrowing(cluster);
  return (
    <>
      {namespaced && <NamespaceChoice cluster={cluster} />}
      <Committed value={selector ?? ''} onCommit={(next) => setSelector(next === '' ? null : next)}>
        {(control) => (
          <Input
            {...control}
            aria-label={t('selector')}
            placeholder={t('selector')}
            title={t('selectorHint')}
            className="w-40! font-mono text-xs!"
          />
        )}
      </Committed>
    </>
  );
}

function NamespaceChoice({ cluster }: { cluster: string }) {
  const t = useTranslations('objects.list');
  const trpc = useTRPC();
  const { namespace, setNamespace } = useNarrowing(cluster);
  const input = {
    limit: MOST,
    filter: { scope: onlyCluster(cluster) },
    sort: { by: 'name' as const, descending: false },
  };
  const { data } = useQuery(trpc.clusters.listNamespaces.queryOptions(input));
  const names = data?.rows.map((row) => row.name) ?? [];
  return (
    <Committed value={namespace ?? ''} known={names} onCommit={(next) => setNamespace(next === '' ? null : next)}>
      {({ onChange, ...control }) => (
        <span className="w-36">
          <Combobox
            {...control}
            onChange={(value) => onChange({ target: { value } })}
            suggestions={names}
            aria-label={t('namespace')}
            placeholder={t('allNamespaces')}
          />
        </span>
      )}
    </Committed>
  );
}

type CommittedProps = {
  value: string;
  known?: readonly string[];
  onCommit: (value: string) => void;
  children: (control: {
    value: string;
    onChange: (event: { target: { value: string } }) => void;
    onBlur: () => void;
    onKeyDown: (event: { key: string }) => void;
  }) => React.ReactNode;
};

/** Asks the member when a value is meant, not at every letter: on Enter, on leaving, when emptied, or chosen from the list. */
function Committed({ value, known = [], onCommit, children }: CommittedProps) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  const commit = (next: string) => next.trim() !== value && onCommit(next.trim());
  return children({
    value: typed,
    onChange: ({ target }) => {
      setTyped(target.value);
      if (target.value === '' || known.includes(target.value)) commit(target.value);
    },
    onBlur: () => commit(typed),
    onKeyDown: ({ key }) => key === 'Enter' && commit(typed),
  });
}
