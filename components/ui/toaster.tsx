'use client';
import dynamic from 'next/dynamic';

const Sonner = dynamic(() => import('sonner').then((module) => module.Toaster), { ssr: false });

export function Toaster() {
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
