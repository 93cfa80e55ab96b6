'use client';
import { useTranslations } from 'next-intl';
import type { ObjectRef } from '~/server/objects/model/ref';
import { ScopedLink } from '../../shell/scoped-link';
import { Badge } from '../../ui/badge';
import { cn } from '../../ui/cn';
import { objectHref } from '../object-href';
import type { Comparison } from './join-comparison';

type ComparisonTableProps = Pick<Comparison, 'groups' | 'fields'> & { target: ObjectRef };

/** A column per group of equal clusters, a row per field in which they differ; what differs from the largest group stands out. */
export function ComparisonTable({ groups, fields, target }: ComparisonTableProps) {
  const t = useTranslations('objects.compare');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={t('title')} tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-sheet">
      <table aria-label={t('title')} className="w-full border-collapse text-left text-sm">
        <thead>
          <tr className="border-b border-line-strong align-top">
            <th scope="col" className="min-w-56 px-3 py-2 text-xs font-medium text-ink-faint">
              {t('field')}
            </th>
            {groups.map(({ clusters }) => (
              <th key={clusters[0]} scope="col" className="min-w-56 border-l border-line px-3 py-2 font-normal">
                <GroupHead clusters={clusters} target={target} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(({ path, values }) => (
            <tr key={path} className="border-b border-line align-top last:border-b-0">
              <th scope="row" className="px-3 py-1.5 font-mono text-xs font-normal break-all">
                {path}
              </th>
              {values.map((value, index) => (
                <td
                  key={groups[index]?.clusters[0]}
                  className={cn(
                    'border-l border-line px-3 py-1.5 font-mono text-xs break-all',
                    value !== values[0] && 'bg-signal-soft',
                  )}
                >
                  {value ?? <span className="font-sans text-ink-soft">{t('notSet')}</span>}
                </td>
              ))}
            </tr>
          ))}
          {fields.length === 0 && (
            <tr>
              <td colSpan={groups.length + 1} className="px-3 py-3 text-ink-soft">
                {t('equal')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

const SHOWN = 4;

function GroupHead({ clusters, target }: { clusters: string[]; target: ObjectRef }) {
  const t = useTranslations('objects.compare');
  const sorted = clusters.toSorted((one, other) => Number(other === target.cluster) - Number(one === target.cluster));
  return (
    <>
      <span className="flex items-center gap-2 font-medium">
        {t('group', { count: clusters.length })}
        {clusters.includes(target.cluster) && <Badge tone="accent">{t('here')}</Badge>}
      </span>
      <span className="flex flex-col text-xs">
        {sorted.slice(0, SHOWN).map((cluster) => (
          <ScopedLink key={cluster} href={objectHref({ ...target, cluster })} className="text-ink-soft hover:underline">
            {cluster}
          </ScopedLink>
        ))}
        {sorted.length > SHOWN && (
          <span className="text-ink-faint" title={sorted.slice(SHOWN).join('\n')}>
            {t('andMore', { count: sorted.length - SHOWN })}
          </span>
        )}
      </span>
    </>
  );
}
