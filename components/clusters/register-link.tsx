'use client';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { ScopedLink } from '../shell/scoped-link';
import { useRefusal } from '../trpc/use-refusal';
import { Button, buttonStyle } from '../ui/button';

/** Leads to where clusters are registered; who may not register says why not instead of leading anywhere. */
export function RegisterLink({ children }: { children: ReactNode }) {
  const refusal = useRefusal()('clusters.register');
  const content = (
    <>
      <Plus className="size-4" />
      {children}
    </>
  );
  if (refusal !== undefined)
    return (
      <Button look="primary" refusal={refusal}>
        {content}
      </Button>
    );
  return (
    <ScopedLink href="/clusters/register" className={buttonStyle({ look: 'primary' })}>
      {content}
    </ScopedLink>
  );
}
