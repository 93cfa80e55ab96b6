import { useTranslations } from 'next-intl';
import { useCallback } from 'react';

/** The reason for an object's state: ours in the person's language, those of Kubernetes as Kubernetes writes them. */
export function useReasonText(): (reason: string) => string {
  const t = useTranslations('status.objectReason');
  return useCallback((reason) => (isOurs(reason, t.has) ? t(reason) : reason), [t]);
}

type Ours = Parameters<ReturnType<typeof useTranslations<'status.objectReason'>>>[0];
const isOurs = (reason: string, has: (key: Ours) => boolean): reason is Ours => reason !== '' && has(reason as Ours);
