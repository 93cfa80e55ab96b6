import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { UnreachableReason } from '~/server/kernel/failure';

/** Why a member cannot be reached, in the person's language; empty when there is no such reason. */
export function useCauseText(): (cause: UnreachableReason | null | undefined) => string {
  const t = useTranslations('status.unreachable');
  return useCallback((cause) => (cause ? t(cause) : ''), [t]);
}
