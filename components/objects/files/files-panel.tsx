'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { Input } from '../../ui/input';
import { Select } from '../../ui/select';
import { DownloadForm } from './download-form';
import { UploadForm } from './upload-form';

type FilesPanelProps = { target: ObjectRef; containers: string[] };

/** Files out of a container and into it. That it is recorded stands beside it all the time. */
export function FilesPanel({ target, containers }: FilesPanelProps) {
  const t = useTranslations('sessions.files');
  const [container, setContainer] = useState(containers[0] ?? '');
  const [reason, setReason] = useState('');
  const { cluster, namespace = '', name: pod } = target;
  const of = { cluster, namespace, pod, container, reason };
  return (
    <div className="flex flex-col gap-4 px-6 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={t('container')}
          className="w-auto!"
          value={container}
          options={containers.map((name) => ({ value: name, label: name }))}
          onChange={setContainer}
        />
        <Input
          aria-label={t('reason')}
          placeholder={t('reason')}
          className="w-64!"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="text-xs text-ink-soft">{t('recorded')}</p>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <DownloadForm of={of} />
        <UploadForm of={of} />
      </div>
    </div>
  );
}
