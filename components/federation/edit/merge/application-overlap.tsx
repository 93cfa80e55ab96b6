'use client';
import { useTranslations } from 'next-intl';
import { stringify } from 'yaml';
import type { Overlap, Side } from '~/server/kernel/merge-edits';
import { OverlapChoice } from '../../../ui/overlap-choice';

type ApplicationOverlapProps = { overlap: Overlap; side: Side | undefined; onChoose: (side: Side) => void };

/** One field of an application that both changed: what it was, what each wants, and which shall stand. */
export function ApplicationOverlap({ overlap, side, onChoose }: ApplicationOverlapProps) {
  const t = useTranslations('federation.merge');
  const isOrder = overlap.path.endsWith('[]');
  const said = (of: 'base' | Side) => ({ label: t(of), value: <Value value={overlap[of]} /> });
  return (
    <OverlapChoice
      legend={isOrder ? t('order', { path: overlap.path.slice(0, -2) }) : overlap.path}
      before={said('base')}
      sides={{ mine: said('mine'), theirs: said('theirs') }}
      side={side}
      onChoose={onChoose}
    />
  );
}

function Value({ value }: { value: unknown }) {
  const t = useTranslations('federation.merge');
  if (value === undefined) return <span className="text-ink-faint">{t('notSet')}</span>;
  return (
    <code className="block max-h-40 overflow-auto font-mono break-words whitespace-pre-wrap">
      {typeof value === 'string' ? value : stringify(value, { lineWidth: 0 }).trimEnd()}
    </code>
  );
}
