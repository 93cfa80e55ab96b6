'use client';
import { Fragment } from 'react';
import { Status } from '../ui/status';
import type { StatusWord } from '../ui/status-words';
import { ScopedLink } from './scoped-link';

type Step = { label: string; href?: string };
type TrailTitleProps = { trail: Step[]; name: string; status: StatusWord | undefined };

/** The title of a page about one thing: the way to it, its name, and how it is. */
export function TrailTitle({ trail, name, status }: TrailTitleProps) {
  return (
    <span className="flex flex-wrap items-center gap-3">
      {trail.map(({ label, href }) => (
        <Fragment key={label}>
          {href === undefined ? (
            <span className="font-normal text-ink-soft">{label}</span>
          ) : (
            <ScopedLink href={href} className="font-normal text-ink-faint hover:underline">
              {label}
            </ScopedLink>
          )}
          <span aria-hidden className="font-normal text-line-strong">
            /
          </span>
        </Fragment>
      ))}
      {name}
      {status && <Status status={status} look="chip" className="font-normal tracking-normal" />}
    </span>
  );
}
