import { useTranslations } from 'next-intl';
import type { DeviceDecided } from '~/server/teams/model/device';

/** Why a code leads to no machine. */
export type DeviceRefusal = Exclude<DeviceDecided, { state: 'decided' }>;

/** That in one sentence, with what to do next. */
export function useDeviceText(): (refusal: DeviceRefusal) => string {
  const t = useTranslations('people.device');
  return (refusal) =>
    refusal.state === 'unknown' ? t('unknown') : t('tooMany', { seconds: refusal.retryAfterSeconds });
}
