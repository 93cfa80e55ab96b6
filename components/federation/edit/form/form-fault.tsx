'use client';
import { useTranslations } from 'next-intl';
import type { YamlFault } from '~/server/yaml/model';

/** Why there is no form of the text now. */
export function FormFault({ fault }: { fault: YamlFault | 'several' }) {
  const t = useTranslations('federation.form');
  return (
    <p role="alert" className="m-3 rounded-lg border border-degraded-line bg-degraded-soft px-3 py-2 text-sm">
      {fault === 'several' ? t('several') : t('unread', { line: fault.line })}
      {fault !== 'several' && <q className="block pt-1 font-mono text-xs break-words">{fault.detail}</q>}
    </p>
  );
}
