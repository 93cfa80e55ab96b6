'use client';
import { useLocale, useTranslations } from 'next-intl';
import type { ClusterPart } from '~/server/topology/model/places';
import { useHealthText } from '../clusters/use-health-text';
import { ScopedLink } from '../shell/scoped-link';
import { cn } from '../ui/cn';
import { formatCount, formatLatency } from '../ui/format-quantity';
import { StatusMark } from '../ui/status-mark';
import { STATUS_CLASSES } from '../ui/status-words';
import type { Box } from './layout-fleet-map';
import { NodeSquares } from './node-squares';
import { sumOf } from './status-order';
import { withoutPlace } from './without-place';

const CELL_PADDING = 18;
/** Narrower cells leave the environment to the drawer. */
const ROOM_FOR_ENVIRONMENT = 160;

/** What a silent member last said of its nodes is shown faded: it may no longer be true. */
const isStale = ({ health }: ClusterPart) => SILENT.has(health.reason);
const SILENT = new Set([
  'unreachable',
  'never-reached',
  'stale',
  'suspended',
  'credential-rejected',
  'identity-changed',
]);

type ClusterCellProps = {
  part: ClusterPart;
  zone: string | null;
  box: Box;
  dense: boolean;
  open: boolean;
  href: string;
};

/** One cluster on the chart. Healthy ones are quiet paper; trouble is tinted; what is not known is hatched. */
export function ClusterCell({ part, zone, box, dense, open, href }: ClusterCellProps) {
  const t = useTranslations('topology');
  const s = useTranslations('status');
  const locale = useLocale();
  const { status, latencyMs, version } = part.health;
  const { why } = useHealthText()(part.health);
  const tone = STATUS_CLASSES[status];
  const nodes = sumOf(part.totals.nodes);
  const summary = t('cellSummary', {
    name: part.cluster,
    status: s(status),
    count: nodes,
    reason: why,
  });
  return (
    <ScopedLink
      href={href}
      scroll={false}
      aria-label={summary}
      title={summary}
      style={box}
      className={cn(
        'absolute flex flex-col gap-1 rounded-md border px-2 py-1.5 transition-colors hover:border-ink-faint hover:shadow-[0_1px_6px_rgb(var(--shadow)/0.12)]',
        status === 'healthy' ? 'border-line bg-sheet' : [tone.line, tone.ground],
        status === 'unknown' && 'hatched',
        status === 'suspended' && 'border-dashed',
        open && 'outline-2 outline-signal',
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5">
        <StatusMark status={status} size={11} />
        <span className="min-w-0 flex-1 truncate text-xs font-medium text-ink">{withoutPlace(part.cluster, zone)}</span>
        {part.state === 'cordoned' && <span className="text-2xs text-ink-faint">{t('cordoned')}</span>}
        {dense && part.whole && <span className="text-2xs text-ink-faint">{formatCount(nodes, locale)}</span>}
      </span>
      <span className={cn(isStale(part) && 'opacity-35 saturate-50')}>
        <NodeSquares counts={part.totals.nodes} room={dense ? 0 : box.width - CELL_PADDING} />
      </span>
      {!dense && (
        <span className="mt-auto flex gap-2 text-2xs whitespace-nowrap text-ink-faint">
          {part.whole && (
            <span className="text-ink-soft">{t('nodes', { count: nodes, shown: formatCount(nodes, locale) })}</span>
          )}
          {box.width > ROOM_FOR_ENVIRONMENT && <span className="min-w-0 truncate">{part.environment}</span>}
          <span className="ml-auto shrink-0">
            {status === 'healthy' ? (latencyMs === null ? version : formatLatency(latencyMs, locale)) : s(status)}
          </span>
        </span>
      )}
    </ScopedLink>
  );
}
