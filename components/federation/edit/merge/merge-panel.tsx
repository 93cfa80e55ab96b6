'use client';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import type { ApplicationView } from '~/server/federation/model/row';
import type { Overlap, Side } from '~/server/kernel/merge-edits';
import { DiffView } from '../../../objects/editor/diff-view';
import { Button } from '../../../ui/button';
import { RelativeTime } from '../../../ui/relative-time';
import type { ApplicationEdit } from '../use-application-edit';
import { ApplicationOverlap } from './application-overlap';
import { mergeTexts } from './merge-texts';

type MergePanelProps = { edit: ApplicationEdit; kept: ApplicationView };

/** Somebody saved while this text was written: both put together, and a choice for each field that both changed. */
export function MergePanel({ edit, kept }: MergePanelProps) {
  const t = useTranslations('federation.merge');
  const [sides, setSides] = useState<ReadonlyMap<string, Decided>>(new Map());
  const texts = { base: edit.begunFrom, mine: edit.text, theirs: kept.text };
  const { merged, open } = useMerged(texts, sides);
  const { number, author, createdAt, reason } = kept.revision;
  const choose = (overlap: Overlap) => (side: Side) =>
    setSides(new Map([...sides, [overlap.path, { side, of: valuesOf(overlap) }]]));
  return (
    <section
      aria-label={t('title')}
      className="flex max-h-[62vh] shrink-0 flex-col gap-3 overflow-y-auto border-t border-degraded-line bg-degraded-soft px-6 py-3"
    >
      <div>
        <h2 className="text-sm font-semibold">
          {t('title')}{' '}
          <span className="font-normal text-ink-soft">
            <RelativeTime at={createdAt} />
          </span>
        </h2>
        <p className="text-sm">
          {t('text', { number, author })} {reason !== '' && <q>{reason}</q>}
        </p>
      </div>
      {!merged.ok && <p className="text-sm">{merged.fault ? t('unread', { line: merged.fault.line }) : t('apart')}</p>}
      {merged.ok && (
        <>
          <p className="text-sm">{t('overlaps', { count: merged.overlaps.length })}</p>
          {merged.overlaps.map((overlap) => (
            <ApplicationOverlap
              key={overlap.path}
              overlap={overlap}
              side={sideOf(sides, overlap)}
              onChoose={choose(overlap)}
            />
          ))}
          <DiffView before={edit.text} after={merged.text} names={{ before: t('mine'), after: t('result') }} />
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          refusal={merged.ok ? (open > 0 ? t('decideFirst', { count: open }) : undefined) : t('cannot')}
          onClick={() => merged.ok && edit.takeMerged(merged.text)}
        >
          {t('take')}
        </Button>
        <Button onClick={edit.takeTheirs}>{t('takeTheirs')}</Button>
        <p className="self-center text-xs text-ink-soft">{t('kept')}</p>
      </div>
    </section>
  );
}

/** What was decided counts for the values that were looked at: others may come while one decides. */
type Decided = { side: Side; of: string };

const valuesOf = ({ mine, theirs }: Overlap) => JSON.stringify([mine, theirs]);

function sideOf(sides: ReadonlyMap<string, Decided>, overlap: Overlap): Side | undefined {
  const decided = sides.get(overlap.path);
  return decided?.of === valuesOf(overlap) ? decided.side : undefined;
}

function useMerged({ base, mine, theirs }: Parameters<typeof mergeTexts>[0], sides: ReadonlyMap<string, Decided>) {
  return useMemo(() => {
    const undecided = mergeTexts({ base, mine, theirs }, new Map());
    if (!undecided.ok) return { merged: undecided, open: 0 };
    const decided = undecided.overlaps.flatMap((overlap) => {
      const side = sideOf(sides, overlap);
      return side ? [[overlap.path, side] as const] : [];
    });
    const merged = mergeTexts({ base, mine, theirs }, new Map(decided));
    return { merged, open: undecided.overlaps.length - decided.length };
  }, [base, mine, theirs, sides]);
}
