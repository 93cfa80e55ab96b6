'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isJson } from '~/server/kernel/json';
import type { TextPath } from '~/server/kernel/text-edit';
import { CheckField } from '../../../ui/form-parts';
import { FormSection } from './form-section';
import { usePlace } from './form-value';
import { OddValue } from './odd-value';

type OptionalSectionProps = {
  title: string;
  lead: string;
  path: TextPath;
  /** What is written first. */
  begin: object;
  children: ReactNode;
};

/** A part that an application may do without: it is there as soon as somebody wants it. */
export function OptionalSection({ title, lead, path, begin, children }: OptionalSectionProps) {
  const t = useTranslations('federation.form');
  const { value, set } = usePlace(path);
  const isThere = value !== undefined && value !== null;
  return (
    <FormSection title={title} lead={lead}>
      <CheckField checked={isThere} onCheck={(isWanted) => set(isWanted ? begin : undefined)}>
        {t('wanted')}
      </CheckField>
      {isThere && !isJson(value) && <OddValue label={title} value={value} />}
      {isJson(value) && children}
    </FormSection>
  );
}
