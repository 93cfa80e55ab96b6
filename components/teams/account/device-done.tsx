'use client';
import { CircleCheck, CircleSlash } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** What became of a machine that asked, and what to do now. */
export function DeviceDone({ machine, isIn }: { machine: string; isIn: boolean }) {
  const t = useTranslations('people.device');
  const Icon = isIn ? CircleCheck : CircleSlash;
  return (
    <div role="status" className="flex gap-3 rounded-lg border border-line bg-sheet px-4 py-3 text-sm">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isIn ? 'text-healthy' : 'text-ink-soft'}`} />
      <div className="flex flex-col gap-1">
        <p className="font-medium">{t(isIn ? 'confirmed' : 'denied', { machine })}</p>
        <p className="text-ink-soft">{t(isIn ? 'confirmedNext' : 'deniedNext')}</p>
        <p>
          <Link className="text-accent hover:underline" href="/account">
            {t('sessions')}
          </Link>
        </p>
      </div>
    </div>
  );
}
