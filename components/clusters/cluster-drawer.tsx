'use client';
import dynamic from 'next/dynamic';
import { useCallback } from 'react';
import { useUrlParameter } from '../ui/use-url-state';

const OpenClusterDrawer = dynamic(() => import('./open-cluster-drawer').then((module) => module.OpenClusterDrawer), {
  ssr: false,
});

/** One member beside the page it was chosen on; `?open=` says which. */
export function ClusterDrawer() {
  const [name, setName] = useUrlParameter('open');
  const close = useCallback(() => void setName(null), [setName]);
  return name === null ? null : <OpenClusterDrawer key={name} name={name} onClose={close} />;
}
