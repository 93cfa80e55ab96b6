'use client';
import { ChevronDown, CircleSlash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Scope } from '~/server/clusters/model/scope';
import { ScopePanel } from '../shell/scope-panel';
import { TrailTitle } from '../shell/trail-title';
import { QueryFailure } from '../trpc/failure-text';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { SegmentedControl } from '../ui/segmented-control';
import { Skeleton } from '../ui/skeleton';
import { setUrlParameters, useUrlChoice } from '../ui/use-url-state';
import { GatewayStrip } from './gateway-strip';
import { LossSummary } from './loss-summary';
import { LossTable } from './loss-tables';
import { useGatewayLoss } from './use-gateway-loss';
import { isNothing, useLoss, useLost } from './use-loss';

const LISTS = ['applications', 'addresses', 'gateways', 'room'] as const;
const PLACES = ['regions', 'zones', 'clusters'] as const;

/** What goes when a region, a zone or a cluster goes, on paper: nothing is touched by it. */
export function LossPage() {
  const t = useTranslations('loss');
  const [lost, setLost] = useLost();
  const [list, show] = useUrlChoice('list', LISTS);
  const { loss, pagesOf } = useLoss(lost);
  const gateways = useGatewayLoss(lost);
  return (
    <>
      <PageHeader
        title={
          <TrailTitle trail={[{ label: t('topology'), href: '/topology' }]} name={t('title')} status={undefined} />
        }
        lead={t('lead')}
        actions={<LostPicker lost={lost} onChange={setLost} />}
      />
      {isNothing(lost) && <EmptyState title={t('nothing')}>{t('nothingText')}</EmptyState>}
      {loss.error && (
        <div className="px-6">
          <QueryFailure error={loss.error} onRetry={() => void loss.refetch()} />
        </div>
      )}
      {!isNothing(lost) && !loss.error && (
        <>
          <div className="flex flex-col gap-3 px-6 pb-4">
            {loss.data ? <LossSummary loss={loss.data} /> : <Skeleton className="h-28" />}
            <GatewayStrip gateways={gateways} />
          </div>
          <div className="px-6 pb-2">
            <SegmentedControl
              label={t('list')}
              value={list}
              options={LISTS.map((value) => ({ value, label: t(`lists.${value}`) }))}
              // filter and order are those of one list, and mean nothing in another
              onChange={(next) => {
                setUrlParameters({ q: null, sort: null });
                show(next);
              }}
            />
          </div>
          {loss.data && <LossTable key={`${list} ${JSON.stringify(lost)}`} {...{ list, pagesOf, gateways }} />}
        </>
      )}
    </>
  );
}

type LostPickerProps = { lost: Scope; onChange: (lost: Scope | undefined) => void };

function LostPicker({ lost, onChange }: LostPickerProps) {
  const t = useTranslations('loss');
  const [open, setOpen] = useState(false);
  const names = [...lost.regions, ...lost.zones, ...lost.clusters];
  return (
    <div className="relative">
      <Button
        look={names.length === 0 ? 'primary' : 'plain'}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <CircleSlash2 className="size-3.5" />
        <span className="max-w-72 truncate">
          {names.length === 0 ? t('choose') : t('chosen', { names: names.join(', ') })}
        </span>
        <ChevronDown className="size-3.5" />
      </Button>
      {open && (
        <ScopePanel
          label={t('choose')}
          groups={PLACES}
          side="right"
          scope={isNothing(lost) ? undefined : lost}
          onChange={onChange}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
