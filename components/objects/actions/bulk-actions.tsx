'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectAction } from '~/server/objects/model/action';
import type { ObjectRef } from '~/server/objects/model/ref';
import { useRefusal } from '../../trpc/use-refusal';
import { Button } from '../../ui/button';

const ActionDialog = dynamic(() => import('./action-dialog').then((module) => module.ActionDialog), { ssr: false });
const BULK = ['restart', 'scale', 'pause', 'resume', 'undo', 'delete'] as const;

/** What can be done with many workloads at once, of several clusters too; those it does not apply to say so in the preview. */
export function BulkActions({ targets }: { targets: ObjectRef[] }) {
  const t = useTranslations('objects.action.do');
  const refusalOf = useRefusal();
  // the hub takes all of them or none
  const [refusal] = targets.flatMap((target) => refusalOf('objects.act', target) ?? []);
  const [doing, setDoing] = useState<{ action: ObjectAction['do']; targets: ObjectRef[] }>();
  return (
    <>
      {BULK.map((action) => (
        <Button
          key={action}
          size="sm"
          refusal={refusal}
          look={action === 'delete' ? 'danger' : 'plain'}
          onClick={() => setDoing({ action, targets })}
        >
          {t(action)}
        </Button>
      ))}
      {doing && <ActionDialog action={doing.action} targets={doing.targets} onClose={() => setDoing(undefined)} />}
    </>
  );
}
