'use client';
import { useTranslations } from 'next-intl';
import type { ClusterPart, FleetMap } from '~/server/topology/model/places';
import { useHealthText } from '../clusters/use-health-text';
import { ScopedLink } from '../shell/scoped-link';
import { RelativeTime } from '../ui/relative-time';
import { StatusMark } from '../ui/status-mark';
import { STATUS_WORDS } from '../ui/status-words';

const MOST = 6;

type AttentionListProps = { map: FleetMap; hrefOf: (cluster: string) => string };

/** The clusters that are not well, gravest and latest first: what a person at 3 a.m. came for. */
export function AttentionList({ map, hrefOf }: AttentionListProps) {
  const t = useTranslations('topology.attention');
  const troubled = troubledClusters(map);
  return (
    <section aria-labelledby="attention" className="flex flex-col 2xl:order-last">
      <h2 id="attention" className="pb-2 text-sm font-semibold">
        {t('title')} <span className="font-normal text-ink-faint">{troubled.length}</span>
      </h2>
      {troubled.length === 0 ? (
        <p className="border-t border-line py-3 text-sm text-ink-soft">{t('calm')}</p>
      ) : (
        <>
          <ul className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-1">
            {troubled.slice(0, MOST).map((part) => (
              <Trouble key={part.cluster} part={part} href={hrefOf(part.cluster)} />
            ))}
          </ul>
          {troubled.length > MOST && (
            <ScopedLink href="/clusters?status=failed,degraded,unknown" className="pt-2 text-xs text-accent underline">
              {t('more', { count: troubled.length - MOST })}
            </ScopedLink>
          )}
        </>
      )}
    </section>
  );
}

function Trouble({ part, href }: { part: ClusterPart; href: string }) {
  const t = useTranslations('status');
  const { status, since, asOf } = part.health;
  const { why, detail, said } = useHealthText()(part.health);
  return (
    <li className="border-t border-line">
      <ScopedLink href={href} scroll={false} className="-mx-2 flex gap-2 rounded-md px-2 py-2.5 hover:bg-hover">
        <span className="pt-1">
          <StatusMark status={status} size={13} label={t(status)} />
        </span>
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex items-baseline gap-2">
            <span className="truncate font-medium">{part.cluster}</span>
            <span className="ml-auto shrink-0 text-2xs text-ink-faint">{part.environment}</span>
          </span>
          <span
            className="truncate text-xs text-ink-soft 2xl:whitespace-normal"
            title={[why, detail, said].join(' ').trim()}
          >
            {why} <span className="text-ink-faint">{detail}</span>
          </span>
          <span className="pt-0.5 text-2xs text-ink-faint">
            {t('since')} <RelativeTime at={since} /> · {t('asOf')}{' '}
            {asOf === null ? t('neverSeen') : <RelativeTime at={asOf} />}
          </span>
        </span>
      </ScopedLink>
    </li>
  );
}

/** Each cluster once, however many zones it spans. */
function troubledClusters(map: FleetMap): ClusterPart[] {
  const all = map.regions.flatMap((region) => region.zones.flatMap((zone) => zone.clusters));
  const once = [...new Map(all.map((part) => [part.cluster, part])).values()];
  const rank = (part: ClusterPart) => STATUS_WORDS.indexOf(part.health.status);
  return once
    .filter((part) => part.health.status !== 'healthy' || part.health.reason !== 'ok')
    .sort((left, right) => rank(left) - rank(right) || right.health.since.localeCompare(left.health.since));
}
