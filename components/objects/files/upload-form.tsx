'use client';
import { Upload, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ContainerPath } from '~/server/objects/model/transfer';
import { Button } from '../../ui/button';
import { cn } from '../../ui/cn';
import { Field } from '../../ui/field';
import { formatBytes } from '../../ui/format-quantity';
import { IconButton } from '../../ui/icon-button';
import { Input } from '../../ui/input';
import { ItemList, ListItem } from '../../ui/item-list';
import type { StatusWord } from '../../ui/status-words';
import { TransferText } from './transfer-text';
import type { OfContainer } from './use-downloads';
import { type UploadItem, useUploads } from './use-uploads';

/** Files into a folder, chosen or dropped, one after the other; how far each is and what became of it stands below. */
export function UploadForm({ of }: { of: OfContainer }) {
  const t = useTranslations('sessions.files.upload');
  const [folder, setFolder] = useState('/tmp');
  const [isWrong, setWrong] = useState(false);
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const { uploads, add, cancel } = useUploads();
  const take = (files: FileList | null) => {
    const isPath = ContainerPath.safeParse(folder).success;
    setWrong(!isPath);
    if (isPath && files) add(of, folder, [...files]);
  };
  return (
    <section
      aria-label={t('title')}
      className={cn('flex flex-col gap-3 rounded-lg border border-line bg-sheet p-5', isOver && 'border-accent!')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <h2 className="text-sm font-medium">{t('title')}</h2>
      <Field label={t('folder')} hint={t('hint')} error={isWrong ? t('wrong') : undefined}>
        {(control) => (
          <Input
            {...control}
            className="font-mono"
            value={folder}
            onChange={(event) => setFolder(event.target.value)}
          />
        )}
      </Field>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          take(event.target.files);
          // the same file can be chosen again
          event.target.value = '';
        }}
      />
      <Button className="self-start" onClick={() => chooser.current?.click()}>
        <Upload aria-hidden className="size-3.5" />
        {t('choose')}
      </Button>
      {uploads.length > 0 && (
        <ItemList label={t('list')}>
          {uploads.map((one) => (
            <Item key={one.id} upload={one} onCancel={() => cancel(one.id)} />
          ))}
        </ItemList>
      )}
    </section>
  );
}

const WORDS: Readonly<Record<UploadItem['state'], StatusWord>> = {
  ...{ waiting: 'unknown', running: 'progressing', done: 'healthy', failed: 'failed', cancelled: 'suspended' },
};

function Item({ upload, onCancel }: { upload: UploadItem; onCancel: () => void }) {
  const t = useTranslations('sessions.files.upload');
  const locale = useLocale();
  const { name, folder, size, sent, state, detail, perSecond } = upload;
  const bytes = (count: number) => formatBytes(count, locale);
  const isRunning = state === 'running';
  return (
    <ListItem
      name={name}
      title={`${folder} ← ${name}`}
      status={WORDS[state]}
      note={
        <span className="flex items-center gap-2">
          {isRunning && (
            <progress className="h-1.5 w-24 accent-accent" max={size || 1} value={sent} aria-label={name} />
          )}
          <span role="status" className="tabular-nums">
            {isRunning
              ? t('progress', { sent: bytes(sent), size: bytes(size), rate: bytes(perSecond) })
              : t(`state.${state}`, { size: bytes(size), folder })}
          </span>
          {(isRunning || state === 'waiting') && (
            <IconButton label={t('cancel', { name })} icon={<X />} side="bottom-end" onClick={onCancel} />
          )}
        </span>
      }
    >
      <TransferText text={detail} />
    </ListItem>
  );
}
