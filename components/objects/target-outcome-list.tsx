'use client';
import { useTranslations } from 'next-intl';
import type { ActionOutcome } from '~/server/objects/model/action';
import { ItemList, ListItem } from '../ui/item-list';
import { RefusalText } from './refusal-text';
import { targetKey, targetTexts } from './target-text';

const MARKS = { applied: 'healthy', unchanged: 'suspended', refused: 'failed' } as const;

/** What became of each object of a write; it stays until the person closes it. */
export function TargetOutcomeList({ outcomes }: { outcomes: readonly ActionOutcome[] }) {
  const t = useTranslations('ui.write');
  const textOf = targetTexts(outcomes.map(({ target }) => target));
  return (
    <ItemList label={t('outcomes')}>
      {outcomes.map(({ target, outcome, refusal }) => (
        <ListItem
          key={targetKey(target)}
          name={textOf(target)}
          title={textOf(target)}
          status={MARKS[outcome]}
          note={t(`outcome.${outcome}`)}
        >
          {refusal && <RefusalText refusal={refusal} />}
        </ListItem>
      ))}
    </ItemList>
  );
}
