'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { type Change, FieldChanges } from './field-changes';
import { ItemList, ListItem } from './item-list';

type Planned = { changes: readonly Change[]; refusal: unknown };
type PreviewListProps<Item extends Planned> = {
  items: readonly Item[];
  nameOf: (item: Item) => string;
  keyOf: (item: Item) => string;
  refusalText: (refusal: NonNullable<Item['refusal']>) => ReactNode;
  /** What else is known beforehand, below the fields. */
  more?: (item: Item) => ReactNode;
};

/** Exactly what will change, item by item; what is refused says why and is left out. */
export function PreviewList<Item extends Planned>(props: PreviewListProps<Item>) {
  const { items, nameOf, keyOf, refusalText, more } = props;
  const t = useTranslations('ui.write');
  return (
    <ItemList label={t('willChange')} className={cn(items.length > 1 && 'max-h-96 overflow-y-auto')}>
      {items.map((item) => (
        <ListItem
          key={keyOf(item)}
          name={nameOf(item)}
          title={nameOf(item)}
          {...(item.refusal === null ? {} : { status: 'failed' as const })}
          note={item.refusal === null && item.changes.length === 0 && t('unchanged')}
        >
          {item.refusal !== null && refusalText(item.refusal as NonNullable<Item['refusal']>)}
          <FieldChanges changes={item.changes} />
          {more?.(item)}
        </ListItem>
      ))}
    </ItemList>
  );
}
