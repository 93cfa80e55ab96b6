'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { useRefusal } from '../../trpc/use-refusal';
import { ActionMenu } from '../../ui/action-menu';
import { Button } from '../../ui/button';
import { type ActionName, actionsOf } from './actions-of';

const ActionDialog = dynamic(() => import('./action-dialog').then((module) => module.ActionDialog), { ssr: false });
const DrainDialog = dynamic(() => import('../drain/drain-dialog').then((module) => module.DrainDialog), { ssr: false });

type ObjectActionsProps = {
  target: ObjectRef;
  paused?: boolean;
  unschedulable?: boolean | null;
  replicas?: number;
  /** How many stand as buttons; the others are in a menu. */
  shown?: number;
  /** Nothing more can be done; the result of what was done stays readable. */
  isGone?: boolean;
};

/** What can be done with one object: the likeliest as buttons, the rest in a menu; each shows first what it would change. */
export function ObjectActions({
  target,
  paused = false,
  unschedulable = false,
  replicas,
  shown = 2,
  isGone = false,
}: ObjectActionsProps) {
  const t = useTranslations('objects.action');
  const refusal = useRefusal();
  const [doing, setDoing] = useState<ActionName>();
  const close = () => setDoing(undefined);
  const actions = actionsOf({ group: target.group, plural: target.plural, paused, unschedulable });
  const buttons: ActionName[] = actions.filter((action) => action !== 'delete').slice(0, shown);
  const rest = actions.filter((action) => !buttons.includes(action));
  const refused = (action: ActionName) => refusal(action === 'drain' ? 'objects.drain' : 'objects.act', target);
  const item = (action: ActionName) => ({
    refusal: refused(action),
    label: t(`do.${action}`),
    danger: action === 'delete',
    onSelect: () => setDoing(action),
  });
  return (
    <>
      {!isGone && (
        <>
          {buttons.map((action) => (
            <Button key={action} refusal={refused(action)} onClick={() => setDoing(action)}>
              {t(`do.${action}`)}
            </Button>
          ))}
          <ActionMenu
            label={t('more')}
            groups={[
              { items: rest.filter((action) => action !== 'delete').map(item) },
              { items: rest.filter((action) => action === 'delete').map(item) },
            ]}
          />
        </>
      )}
      {doing === 'drain' && <DrainDialog node={{ cluster: target.cluster, name: target.name }} onClose={close} />}
      {doing !== undefined && doing !== 'drain' && (
        <ActionDialog
          action={doing}
          targets={[target]}
          {...(replicas === undefined ? {} : { replicas })}
          onClose={close}
        />
      )}
    </>
  );
}
