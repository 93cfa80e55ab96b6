'use client';
import { useTranslations } from 'next-intl';
import type { PlacePods, SchedulingPreview } from '~/server/topology/model/scheduling';
import { StatusMark } from '../ui/status-mark';
import { useCauseText } from '../ui/use-cause-text';
import { FieldChanges } from './field-changes';

/** Per object: the fields that change, and its pods by place before and after. */
export function SchedulePreviewList({ items }: { items: SchedulingPreview[] }) {
  return (
    <ul className="flex flex-col rounded-lg border border-line">
      {items.map((item) => (
        <li key={keyOf(item)} className="border-b border-line px-3 py-2 last:border-b-0">
          <Preview item={item} />
        </li>
      ))}
    </ul>
  );
}

const keyOf = ({ target: { cluster, plural, namespace, name } }: SchedulingPreview) =>
  `${cluster}/${plural}/${namespace}/${name}`;

function Preview({ item: { target, changes, places, unknownPlaces, refusal } }: { item: SchedulingPreview }) {
  const t = useTranslations('scheduling');
  const causeText = useCauseText();
  return (
    <>
      <p className="text-sm font-medium">
        {target.name}{' '}
        <span className="font-normal text-ink-soft">
          {[target.cluster, target.namespace].filter(Boolean).join(' / ')}
        </span>
      </p>
      {refusal !== null && (
        <p className="flex flex-wrap items-center gap-1.5 text-xs text-failed">
          <StatusMark status="failed" />
          {t('refused')} {causeText(refusal.cause)}
          {refusal.said && <q className="font-mono">{refusal.said}</q>}
        </p>
      )}
      {unknownPlaces.length > 0 && (
        <p className="flex items-center gap-1.5 text-xs text-degraded">
          <StatusMark status="degraded" />
          {t('unknownPlaces', { names: unknownPlaces.join(', ') })}
        </p>
      )}
      {refusal === null && changes.length === 0 && <p className="text-xs text-ink-faint">{t('unchanged')}</p>}
      <FieldChanges changes={changes} />
      {places.length > 0 && <Places places={places} />}
    </>
  );
}

function Places({ places }: { places: PlacePods[] }) {
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
