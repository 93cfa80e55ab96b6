'use client';
import { Download } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ContainerPath } from '~/server/objects/model/transfer';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { formatBytes } from '../../ui/format-quantity';
import { Input } from '../../ui/input';
import { ItemList, ListItem } from '../../ui/item-list';
import type { StatusWord } from '../../ui/status-words';
import { TransferText } from './transfer-text';
import { type DownloadState, type OfContainer, useDownloads } from './use-downloads';

/** Asks for a path, which the browser saves itself; what became of each stands below. */
export function DownloadForm({ of }: { of: OfContainer }) {
  const t = useTranslations('sessions.files.download');
  const [path, setPath] = useState('');
  const [isWrong, setWrong] = useState(false);
  const { downloads, start } = useDownloads();
  const submit = () => {
    const isPath = ContainerPath.safeParse(path).success;
    setWrong(!isPath);
    if (isPath) start(of, path);
  };
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3 rounded-lg border border-line bg-sheet p-5">
      <h2 className="text-sm font-medium">{t('title')}</h2>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('path')} hint={t('hint')} error={isWrong ? t('wrong') : undefined}>
          {(control) => (
            <Input
              {...control}
              className="font-mono"
              placeholder="/var/log/app.log"
              value={path}
              onChange={(event) => setPath(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" className="self-start">
          <Download aria-hidden className="size-3.5" />
          {t('start')}
        </Button>
      </form>
      {downloads.length > 0 && (
        <ItemList label={t('list')}>
          {downloads.map(({ id, path: one, state }) => (
            <DownloadItem key={id} path={one} state={state} />
          ))}
        </ItemList>
      )}
    </section>
  );
}

const WORDS: Readonly<Record<DownloadState['is'], StatusWord>> = {
  ...{ asking: 'progressing', running: 'progressing', done: 'healthy' },
  ...{ failed: 'failed', refused: 'failed', unknown: 'unknown' },
};

function DownloadItem({ path, state }: { path: string; state: DownloadState }) {
  const t = useTranslations('sessions.files.download');
  const locale = useLocale();
  const size = state.is === 'done' ? formatBytes(state.bytes ?? 0, locale) : '';
  const isPart = state.is === 'done' && state.detail !== '';
  return (
    <ListItem
      name={<code className="font-mono text-xs">{path}</code>}
      title={path}
      status={isPart ? 'degraded' : WORDS[state.is]}
      note={<span role="status">{t(`state.${state.is}`, { size })}</span>}
    >
      <TransferText text={'detail' in state ? state.detail : ''} />
    </ListItem>
  );
}
