'use client';
import dynamic from 'next/dynamic';
import { useHasNotices } from './notify';

const Sonner = dynamic(() => import('sonner').then((module) => module.Toaster), { ssr: false });

/** Where notices appear; nothing until there is one. */
export function Toaster() {
  if (!useHasNotices()) return null;
  return (
    <Sonner
      position="bottom-right"
      style={{ fontFamily: 'inherit' }}
      toastOptions={{
        style: {
          background: 'var(--sheet)',
          color: 'var(--ink)',
          border: '1px solid var(--line-strong)',
          borderRadius: '8px',
          fontSize: '13px',
          fontFamily: 'inherit',
        },
      }}
    />
  );
}
