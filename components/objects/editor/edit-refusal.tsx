'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { Refusal } from '~/server/objects/model/write';
import { Button } from '../../ui/button';
import { newObjectHref } from '../object-href';
import { RefusalText } from '../refusal-text';
import { keep } from './use-draft';
import { withoutServerFields } from './without-server-fields';

type EditRefusalProps = { refusal: Refusal; target: ObjectRef; text: string };

/** Why the edit was not taken. Of an object that is gone the text can be taken to a new one. */
export function EditRefusal({ refusal, target, text }: EditRefusalProps) {
  const t = useTranslations('objects.editor');
  const router = useRouter();
  const createAnew = () => {
    const href = newObjectHref(target.cluster);
    keep(href, { base: '', text: withoutServerFields(text) });
    router.push(href);
  };
  return (
    <div
      role="alert"
      className="mx-6 mb-2 flex flex-wrap items-center gap-3 rounded-lg border border-failed-line bg-failed-soft px-4 py-2"
    >
      <div className="min-w-0 flex-1">
        <RefusalText refusal={refusal} />
        <p className="pt-1 text-xs text-ink-soft">{t('kept')}</p>
      </div>
      {refusal.code === 'missing' && (
        <Button size="sm" onClick={createAnew}>
          {t('createAnew')}
        </Button>
      )}
    </div>
  );
}
