'use client';
import { useTranslations } from 'next-intl';
import type { PlacePods } from '~/server/topology/model/scheduling';

/** Pods of one workload by place: now, and as the scheduler would share them out anew. */
export function PodsByPlace({ places }: { places: PlacePods[] }) {
  const t = useTranslations('scheduling');
  const most = Math.max(1, ...places.map(({ before, after }) => Math.max(before, after ?? 0)));
  return (
    <table className="mt-2 w-full text-xs">
      <caption className="pb-1 text-left text-ink-faint">{t('estimate')}</caption>
      <thead className="text-left text-ink-faint">
        <tr>
          <th className="font-normal">{t('place')}</th>
          <th className="w-20 text-right font-normal">{t('nodes')}</th>
          <th className="w-2/5 pl-4 font-normal">{t('before')}</th>
          <th className="w-2/5 pl-4 font-normal">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {places.map(({ place, nodes, before, after }) => (
          <tr key={place ?? ''}>
            <td className="whitespace-nowrap">{place ?? t('noPlace')}</td>
            <td className="text-right tabular-nums">{nodes}</td>
            <td className="pl-4">
              <Bar of={before} most={most} />
            </td>
            <td className="pl-4">{after === null ? '–' : <Bar of={after} most={most} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ of, most }: { of: number; most: number }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="h-2 rounded-sm bg-accent" style={{ width: `${(of / most) * 75}%` }} />
      <span className="tabular-nums">{of}</span>
    </span>
  );
}
