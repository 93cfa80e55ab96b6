'use client';
import { Ellipsis, KeyRound, Pencil, ShieldBan, ShieldCheck, Trash2, Unplug } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ClusterDetail } from '~/server/clusters/model/cluster';
import { Button, buttonStyle } from '../ui/button';
import { cn } from '../ui/cn';
import { Menu } from '../ui/menu';
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
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const states: MenuItem[] = [
    cluster.state === 'cordoned'
      ? { label: t('uncordon'), icon: <ShieldCheck />, onSelect: () => setDoing('active') }
      : {
          label: t('cordon'),
          icon: <ShieldBan />,
          refusal: cluster.state === 'suspended' ? t('cordonRefused') : undefined,
          onSelect: () => setDoing('cordoned'),
        },
    cluster.state === 'suspended'
      ? { label: t('resume'), icon: <ShieldCheck />, onSelect: () => setDoing('active') }
      : { label: t('suspend'), icon: <Unplug />, onSelect: () => setDoing('suspended') },
  ];
  return (
    <>
      <Button onClick={() => setDoing('edit')}>
        <Pencil className="size-3.5" />
        {t('edit')}
      </Button>
      <Menu
        label={t('more')}
        trigger={<Ellipsis />}
        triggerClass={cn(buttonStyle(), 'w-8 px-0! [&_svg]:size-4')}
        groups={[
          { items: [{ label: t('rotate'), icon: <KeyRound />, onSelect: () => setDoing('rotate') }, ...states] },
          { items: [{ label: t('remove'), icon: <Trash2 />, danger: true, onSelect: () => setDoing('remove') }] },
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
