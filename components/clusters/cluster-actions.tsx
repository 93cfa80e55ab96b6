'use client';
import { KeyRound, Pencil, ShieldBan, ShieldCheck, Trash2, Unplug } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ClusterDetail } from '~/server/clusters/model/cluster';
import type { Action } from '~/server/teams/model/action';
import { useRefusal } from '../trpc/use-refusal';
import { ActionMenu } from '../ui/action-menu';
import { Button } from '../ui/button';
import type { MenuItem } from '../ui/menu-item';

const EditCluster = dynamic(() => import('./edit-cluster').then((module) => module.EditCluster), { ssr: false });
const RotateCredential = dynamic(() => import('./rotate-credential').then((module) => module.RotateCredential), {
  ssr: false,
});
const ChangeState = dynamic(() => import('./change-state').then((module) => module.ChangeState), { ssr: false });
const RemoveCluster = dynamic(() => import('./remove-cluster').then((module) => module.RemoveCluster), { ssr: false });

type Doing = 'edit' | 'rotate' | 'remove' | ClusterDetail['state'] | undefined;

/** What can be done with one member; each opens its own dialog. */
export function ClusterActions({ cluster }: { cluster: ClusterDetail }) {
  const t = useTranslations('clusters.action');
  const refusalOf = useRefusal();
  const refusal = (action: Action) => refusalOf(action, { cluster: cluster.name });
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const state = { refusal: refusal('clusters.setState') };
  const rotate = { refusal: refusal('clusters.rotateCredential'), label: t('rotate'), icon: <KeyRound /> };
  const remove = { refusal: refusal('clusters.remove'), label: t('remove'), icon: <Trash2 />, danger: true };
  const states: MenuItem[] = [
    cluster.state === 'cordoned'
      ? { ...state, label: t('uncordon'), icon: <ShieldCheck />, onSelect: () => setDoing('active') }
      : {
          label: t('cordon'),
          icon: <ShieldBan />,
          refusal: state.refusal ?? (cluster.state === 'suspended' ? t('cordonRefused') : undefined),
          onSelect: () => setDoing('cordoned'),
        },
    cluster.state === 'suspended'
      ? { ...state, label: t('resume'), icon: <ShieldCheck />, onSelect: () => setDoing('active') }
      : { ...state, label: t('suspend'), icon: <Unplug />, onSelect: () => setDoing('suspended') },
  ];
  return (
    <>
      <Button refusal={refusal('clusters.edit')} onClick={() => setDoing('edit')}>
        <Pencil className="size-3.5" />
        {t('edit')}
      </Button>
      <ActionMenu
        label={t('more')}
        groups={[
          { items: [{ ...rotate, onSelect: () => setDoing('rotate') }, ...states] },
          { items: [{ ...remove, onSelect: () => setDoing('remove') }] },
        ]}
      />
      {doing === 'edit' && <EditCluster cluster={cluster} onClose={close} />}
      {doing === 'rotate' && <RotateCredential name={cluster.name} onClose={close} />}
      {doing === 'remove' && <RemoveCluster name={cluster.name} onClose={close} />}
      {(doing === 'active' || doing === 'cordoned' || doing === 'suspended') && (
        <ChangeState name={cluster.name} from={cluster.state} to={doing} onClose={close} />
      )}
    </>
  );
}
