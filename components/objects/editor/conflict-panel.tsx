'use client';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Side } from '~/server/kernel/merge-edits';
import type { ObjectRef } from '~/server/objects/model/ref';
import type { Rebase } from '~/server/objects/model/write';
import { useTRPC } from '../../trpc/client';
import { QueryFailure } from '../../trpc/failure-text';
import { Button } from '../../ui/button';
import { FieldChanges } from '../../ui/field-changes';
import { OverlapChoice } from '../../ui/overlap-choice';
import { RelativeTime } from '../../ui/relative-time';
import { decideOverlaps, textAt } from './decide-overlaps';
import type { Edit } from './use-edit';

type ConflictPanelProps = { edit: Edit; rebase: Rebase; target: ObjectRef };

/** What others changed meanwhile, who and when; both edits together where they do not touch, else field by field. */
export function ConflictPanel({ edit, rebase, target }: ConflictPanelProps) {
  const t = useTranslations('objects.conflict');
  const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
  const merge = useMerge(edit, rebase, target);
  const open = rebase.overlaps.filter((path) => !sides.has(path));
  const said = (of: Side, text: string, path: string) => ({
    label: t(`side.${of}`),
    value: <code className="font-mono break-all">{textAt(text, path) ?? t('notSet')}</code>,
  });
  return (
    <section
      aria-label={t('title')}
      className="mx-6 mb-3 flex max-h-[50vh] flex-col gap-3 overflow-y-auto rounded-lg border border-line bg-sheet p-4"
    >
      <h2 className="text-sm font-semibold">{t('title')}</h2>
      <ul aria-label={t('theirs')} className="flex flex-col gap-2">
        {rebase.theirs.map((change) => (
          <li key={change.path} className="text-xs">
            <span className="text-ink-soft">
              {change.manager === null ? t('someone') : t('by', { manager: change.manager })}{' '}
              {change.at !== null && <RelativeTime at={change.at} />}
            </span>
            <FieldChanges changes={[change]} />
          </li>
        ))}
      </ul>
      {rebase.overlaps.length === 0 ? (
        <p className="text-sm">{t('apart')}</p>
      ) : (
        <>
          <p className="text-sm">{t('overlap', { count: rebase.overlaps.length })}</p>
          {rebase.overlaps.map((path) => (
            <OverlapChoice
              key={path}
              legend={path}
              sides={{ mine: said('mine', edit.text, path), theirs: said('theirs', rebase.now, path) }}
              side={sides.get(path)}
              onChoose={(side) => setSides(new Map([...sides, [path, side]]))}
            />
          ))}
        </>
      )}
      {merge.error && <QueryFailure error={merge.error} />}
      <div className="flex gap-2">
        <Button
          look="primary"
          disabled={merge.isPending}
          refusal={open.length > 0 ? t('decideFirst', { count: open.length }) : undefined}
          onClick={() => merge.run(sides)}
        >
          {t(rebase.overlaps.length === 0 ? 'takeBoth' : 'takeChosen')}
        </Button>
        <Button onClick={() => edit.goOn({ base: rebase.now, text: rebase.now })}>{t('takeTheirs')}</Button>
      </div>
    </section>
  );
}

/** Puts the edits together as decided; the hub merges, so that preview and save see the same. */
function useMerge(edit: Edit, rebase: Rebase, target: ObjectRef) {
  const trpc = useTRPC();
  const explain = useMutation(trpc.objects.explainConflict.mutationOptions());
  const run = async (sides: ReadonlyMap<string, Side>) => {
    if (rebase.merged !== null) return edit.goOn({ base: rebase.now, text: rebase.merged });
    const { base, mine } = decideOverlaps({ base: edit.base, mine: edit.text, now: rebase.now }, sides);
    const next = await explain.mutateAsync({ ref: target, base, mine });
    edit.goOn({ base: next.now, text: next.merged ?? mine });
  };
  return { ...explain, run: (sides: ReadonlyMap<string, Side>) => void run(sides).catch(() => undefined) };
}
