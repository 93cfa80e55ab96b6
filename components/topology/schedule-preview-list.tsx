'use client';
import { useTranslations } from 'next-intl';
import type { SchedulingPreview } from '~/server/topology/model/scheduling';
import { TargetPreviewList } from '../objects/target-preview-list';
import { StatusMark } from '../ui/status-mark';
import { PodsByPlace } from './pods-by-place';

/** Per object: the fields that change, and its pods by place before and after. */
export function SchedulePreviewList({ items }: { items: SchedulingPreview[] }) {
  const t = useTranslations('scheduling');
  return (
    <TargetPreviewList
      items={items}
      more={({ places, unknownPlaces }) => (
        <>
          {unknownPlaces.length > 0 && (
            <p className="flex items-center gap-1.5 text-xs text-degraded">
              <StatusMark status="degraded" />
              {t('unknownPlaces', { names: unknownPlaces.join(', ') })}
            </p>
          )}
          {places.length > 0 && <PodsByPlace places={places} />}
        </>
      )}
    />
  );
}
