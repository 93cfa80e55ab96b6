'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Download, Radio } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ExportInput } from '~/server/audit/model/record';
import { EXPORT_FORMATS } from '~/server/audit/model/words';
import { useTRPC } from '../trpc/client';
import { Button, buttonStyle } from '../ui/button';
import { cn } from '../ui/cn';
import { Menu } from '../ui/menu';
import { usePageVisible } from '../ui/use-page-visible';
import { readRecordFilter } from './record-filter';

const FOLLOW_MS = 4000;
const LABELS = { csv: 'exportCsv', ndjson: 'exportNdjson' } as const;

/** The record as it grows: what the page shows is asked for again every few seconds, while it is looked at. */
export function FollowButton() {
  const t = useTranslations('audit');
  const [isOn, setOn] = useState(false);
  const isVisible = usePageVisible();
  const client = useQueryClient();
  const trpc = useTRPC();
  useEffect(() => {
    if (!isOn || !isVisible) return;
    const ask = () => void client.invalidateQueries({ queryKey: trpc.audit.list.pathKey() }, { cancelRefetch: false });
    ask();
    const timer = setInterval(ask, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [isOn, isVisible, client, trpc]);
  return (
    <Button
      aria-pressed={isOn}
      title={t('followHint')}
      className={cn(isOn && 'border-signal/60! bg-signal-soft!')}
      onClick={() => setOn(!isOn)}
    >
      <Radio className="size-4" />
      {t('follow')}
    </Button>
  );
}

/** Everything that matches, as a file that the browser saves while it comes. */
export function ExportMenu() {
  const t = useTranslations('audit');
  const parameters = useSearchParams();
  const save = (format: ExportInput['format']) => {
    const text = parameters.get('q')?.trim();
    const input: ExportInput = { format, filter: { ...readRecordFilter(parameters), ...(text ? { text } : {}) } };
    window.location.assign(`/api/audit/export?${new URLSearchParams({ input: JSON.stringify(input) })}`);
  };
  return (
    <Menu
      label={t('export')}
      triggerClass={buttonStyle({ look: 'plain' })}
      trigger={
        <>
          <Download className="size-4" />
          {t('export')}
        </>
      }
      groups={[{ items: EXPORT_FORMATS.map((format) => ({ label: t(LABELS[format]), onSelect: () => save(format) })) }]}
    />
  );
}
