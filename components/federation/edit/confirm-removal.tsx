'use client';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { ApplicationPreview } from '~/server/federation/model/preview';
import { Checkbox } from '../../ui/checkbox';

type ConfirmRemovalProps = {
  preview: Pick<ApplicationPreview, 'removesMany'>;
  checked: boolean;
  onChange: (checked: boolean) => void;
};

/** Where a save takes much away at once, whoever saves has to say that this is meant. */
export function ConfirmRemoval({ preview: { removesMany }, checked, onChange }: ConfirmRemovalProps) {
  const t = useTranslations('federation.preview');
  const id = useId();
  if (removesMany === null) return null;
  return (
    <div className="flex items-center gap-2 rounded-lg border border-failed-line bg-failed-soft px-3 py-2 text-sm">
      <Checkbox id={id} checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{t('confirmRemoval', { count: removesMany })}</label>
    </div>
  );
}
