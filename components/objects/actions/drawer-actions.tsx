'use client';
import { SquareArrowOutUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ObjectRef } from '~/server/objects/model/ref';
import { ScopedLink } from '../../shell/scoped-link';
import { buttonStyle } from '../../ui/button';
import { objectHref } from '../object-href';
import { ObjectActions } from './object-actions';

type DrawerActionsProps = { target: ObjectRef; unschedulable?: boolean };

/** The way from a drawer to the object's page, and what can be done with it at once. */
export function DrawerActions({ target, unschedulable }: DrawerActionsProps) {
  const t = useTranslations('objects.action');
  return (
    <div className="flex flex-wrap gap-2">
      <ScopedLink href={objectHref(target)} className={buttonStyle({ look: 'primary' })}>
        <SquareArrowOutUpRight className="size-3.5" />
        {t('open')}
      </ScopedLink>
      <ObjectActions target={target} {...(unschedulable === undefined ? {} : { unschedulable })} />
    </div>
  );
}
