'use client';
import { MapPinned } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { LazyScheduleObjects } from '../topology/lazy-schedule-objects';
import { useRefusal } from '../trpc/use-refusal';
import { Button } from '../ui/button';

type ScheduleButtonProps = { of: 'workload' | 'service'; target: ObjectRef };

/** Opens where a workload's pods shall run, or which pods a service's callers reach first. */
export function ScheduleButton({ of, target }: ScheduleButtonProps) {
  const t = useTranslations('scheduling.open');
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        className="self-start"
        refusal={refusal('topology.schedule', target)}
        onClick={() => setOpen(true)}
      >
        <MapPinned className="size-3.5" />
        {t(of)}
      </Button>
      {open && <LazyScheduleObjects of={of} targets={[target]} onClose={() => setOpen(false)} />}
    </>
  );
}
