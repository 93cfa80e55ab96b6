import { useTranslations } from 'next-intl';
import type { Finding } from './check-text';

/** A finding as a sentence in the person's language. */
export function useFindingText(): (finding: Finding) => string {
  const t = useTranslations('objects.finding');
  return (finding) => {
    switch (finding.code) {
      case 'syntax':
        return t('syntax', { said: finding.said });
      case 'unknown':
      case 'missing':
        return t(finding.code, { field: finding.field });
      default:
        return t(finding.code, { field: finding.field, wanted: finding.wanted });
    }
  };
}
