'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ObjectRef } from '~/server/objects/model/ref';
import { type SessionChoice, SessionFields } from '../session-fields';
import { DownloadForm } from './download-form';
import { UploadForm } from './upload-form';

type FilesPanelProps = { target: ObjectRef; containers: string[] };

/** Files out of a container and into it. That it is recorded stands beside it all the time. */
export function FilesPanel({ target, containers }: FilesPanelProps) {
  const t = useTranslations('sessions.files');
  const [choice, setChoice] = useState<SessionChoice>({ container: containers[0] ?? '', reason: '' });
  const { cluster, namespace = '', name: pod } = target;
  const of = { cluster, namespace, pod, ...choice };
  return (
    <div className="flex flex-col gap-4 px-6 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <SessionFields containers={containers} choice={choice} onChange={setChoice} />
        <p className="text-xs text-ink-soft">{t('recorded')}</p>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <DownloadForm of={of} />
        <UploadForm of={of} />
      </div>
    </div>
  );
}
