'use client';
import { useTranslations } from 'next-intl';
import type { Refusal } from '~/server/objects/model/write';
import { Refused } from '../ui/refused';
import { useCauseText } from '../ui/use-cause-text';

/** Why something is not taken: our sentence, the member's own words, and the fields that they are about. */
export function RefusalText({ refusal: { code, cause, said, causes, line } }: { refusal: Refusal }) {
  const t = useTranslations('objects.refusal');
  const causeText = useCauseText();
  return (
    <Refused said={said} causes={causes}>
      {t(code)}
      {cause !== null && <span>{causeText(cause)}</span>}
      {line !== null && <span>{t('line', { line })}</span>}
    </Refused>
  );
}
