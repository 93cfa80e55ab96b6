'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Revision } from '~/server/objects/model/action';
import type { ObjectRef } from '~/server/objects/model/ref';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Badge } from '../../ui/badge';
import { cn } from '../../ui/cn';
import { RelativeTime } from '../../ui/relative-time';
import { Skeleton } from '../../ui/skeleton';

type Chosen = number | null | undefined;
type RevisionChoiceProps = {
  target: ObjectRef | undefined;
  chosen: Chosen;
  onChoose: (revision: number | null) => void;
};

/** The revision that a workload is taken back to, told apart by their images. */
export function RevisionChoice({ target, chosen, onChoose }: RevisionChoiceProps) {
  const t = useTranslations('objects.action');
  if (target) return <Revisions target={target} chosen={chosen} onChoose={onChoose} />;
  return (
    <label className="flex items-center gap-2 text-sm">
      <input type="radio" checked={chosen === null} onChange={() => onChoose(null)} /> {t('previousRevision')}
    </label>
  );
}

function Revisions({ target, chosen, onChoose }: RevisionChoiceProps & { target: ObjectRef }) {
  const t = useTranslations('objects.action');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.objects.revisions.queryOptions(target));
  if (error) return <QueryFailure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-20" />;
  if (data.length < 2) return <p className="text-sm text-ink-soft">{t('noRevisions')}</p>;
  return (
    <fieldset className="flex max-h-64 flex-col overflow-y-auto rounded-lg border border-line">
      <legend className="sr-only">{t('revision')}</legend>
      {data.map((revision) => (
        <RevisionOption
          key={revision.name}
          revision={revision}
          chosen={chosen === revision.revision}
          onChoose={() => onChoose(revision.revision)}
        />
      ))}
    </fieldset>
  );
}

type RevisionOptionProps = { revision: Revision; chosen: boolean; onChoose: () => void };

function RevisionOption({ revision, chosen, onChoose }: RevisionOptionProps) {
  const t = useTranslations('objects.action');
  return (
    <label
      className={cn(
        'flex gap-3 border-b border-line px-3 py-2 text-sm last:border-b-0 hover:bg-hover',
        chosen && 'bg-accent-soft!',
      )}
    >
      <input
        type="radio"
        name="revision"
        className="mt-1 accent-accent"
        disabled={revision.current}
        checked={chosen}
        onChange={onChoose}
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="font-medium">#{revision.revision}</span>
          {revision.current && <Badge>{t('currentRevision')}</Badge>}
          <RelativeTime at={revision.createdAt} className="ml-auto text-xs text-ink-faint" />
        </span>
        {revision.images.map((image) => (
          <code key={image} className="block font-mono text-xs break-all text-ink-soft">
            {image}
          </code>
        ))}
        {revision.cause !== '' && <span className="block text-xs text-ink-faint">{revision.cause}</span>}
      </span>
    </label>
  );
}
