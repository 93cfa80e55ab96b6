'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { PreviewedManifest } from '~/server/federation/model/preview';
import { DiffView } from '../../objects/editor/diff-view';
import { useTRPCClient } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { CodeBlock } from '../../ui/code-block';
import { Skeleton } from '../../ui/skeleton';

/** Every object as it would stand in one cluster, and which rule each field comes from that is not the template's. */
export function ManifestList({ text, cluster }: { text: string; cluster: string }) {
  const t = useTranslations('federation.manifest');
  const api = useTRPCClient();
  const manifests = useQuery({
    queryKey: ['federation.manifests', cluster, text],
    queryFn: () => api.federation.manifests.mutate({ text, cluster }),
    gcTime: 0,
  });
  return (
    <section aria-label={t('title', { cluster })} className="flex flex-col gap-3">
      <h2 className="text-sm font-semibold">{t('title', { cluster })}</h2>
      {manifests.error && <QueryFailure error={manifests.error} onRetry={() => void manifests.refetch()} />}
      {manifests.isPending && <Skeleton className="h-32" />}
      {manifests.data?.map((manifest) => (
        <Manifest key={manifest.template} manifest={manifest} />
      ))}
    </section>
  );
}

function Manifest({ manifest }: { manifest: PreviewedManifest }) {
  const { kind, namespace, name, text, before, origins } = manifest;
  return (
    <article className="flex flex-col gap-2 rounded-lg border border-line p-3">
      <h3 className="text-sm font-medium">
        {kind} {[namespace, name].filter(Boolean).join('/')}
      </h3>
      <Origins origins={origins} />
      {before === null || before === text ? (
        <div className="max-h-80 overflow-auto">
          <CodeBlock code={text} />
        </div>
      ) : (
        <DiffView before={before} after={text} />
      )}
    </article>
  );
}

function Origins({ origins }: Pick<PreviewedManifest, 'origins'>) {
  const t = useTranslations('federation.manifest');
  if (origins.length === 0) return <p className="text-xs text-ink-soft">{t('asTemplate')}</p>;
  return (
    <ul aria-label={t('origins')} className="flex flex-col gap-0.5 text-xs">
      {origins.map(({ path, rule, overrider }) => (
        <li key={path}>
          <code className="font-mono break-all">{path}</code>{' '}
          <span className="text-ink-soft">
            {rule === null ? t('byPlacement') : t('byRule', { rule, overrider: overrider + 1 })}
          </span>
        </li>
      ))}
    </ul>
  );
}
