import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { DeliveryFault } from '~/server/notifications/model/delivery';

/** Why a message did not arrive; nothing where there is no fault. */
export function useFaultText(): (fault: DeliveryFault | null, status: number | null) => string {
  const t = useTranslations('notifications.fault');
  return useCallback(
    (fault, status) => (fault ? t(fault, { status: status === null ? 'none' : String(status) }) : ''),
    [t],
  );
}
