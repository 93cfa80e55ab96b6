'use client';
import { useTranslations } from 'next-intl';
import type { ApplicationView } from '~/server/federation/model/row';
import { DiffView } from '../../objects/editor/diff-view';
import { Button } from '../../ui/button';
import type { ApplicationEdit } from './use-application-edit';

/** Somebody saved while this text was written: what stands now beside it, and which of the two goes on. */
export function OvertakenPanel({ edit, kept }: { edit: ApplicationEdit; kept: ApplicationView }) {
  const t = useTranslations('federation.overtaken');
  const { number, author } = kept.revision;
  return (
    <section
      aria-label={t('title')}
      className="flex flex-col gap-3 border-t border-degraded-line bg-degraded-soft px-6 py-3"
    >
      <p className="text-sm">{t('text', { number, author })}</p>
      <DiffView before={kept.text} after={edit.text} />
      <div className="flex gap-2">
        <Button onClick={edit.discard}>{t('takeTheirs')}</Button>
        <Button onClick={edit.takeOver}>{t('goOn')}</Button>
      </div>
    </section>
  );
}
