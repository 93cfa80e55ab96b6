'use client';
import type { ReactNode } from 'react';
import type { Action } from '~/server/teams/model/action';
import { type Place, useRefusal } from '../trpc/use-refusal';
import { Button, buttonStyle } from '../ui/button';
import { ScopedLink } from './scoped-link';

type AllowedLinkProps = {
  href: string;
  action: Action;
  place?: Place;
  look?: 'primary' | 'plain';
  children: ReactNode;
};

/** Looks like a button and leads to where something is done; who may not do it is told why instead of being led there. */
export function AllowedLink({ href, action, place, look, children }: AllowedLinkProps) {
  const refusal = useRefusal()(action, place);
  const style = look === undefined ? {} : { look };
  if (refusal !== undefined)
    return (
      <Button {...style} refusal={refusal}>
        {children}
      </Button>
    );
  return (
    <ScopedLink href={href} className={buttonStyle(style)}>
      {children}
    </ScopedLink>
  );
}
