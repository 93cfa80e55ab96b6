import { useTranslations } from 'next-intl';
import type { Issue } from '~/server/kernel/failure';

/** What is wrong with one field, in the person's language; a field without a sentence shows the server's own words. */
export function useIssueText(): (issue: Issue) => string {
  const t = useTranslations('ui.failure');
  return ({ path, message }) => {
    const known = (part: string | number) => t.has(`field.${part as 'name'}`);
    const field = path.find((part) => known(part) && (part !== 'edit' || path.length === 1));
    return field === undefined ? t('fieldOther', { message }) : t(`field.${field as 'name'}`);
  };
}
