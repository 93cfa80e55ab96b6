import type { ReactNode } from 'react';
import type { ActionPreview } from '~/server/objects/model/action';
import { PreviewList } from '../ui/preview-list';
import { RefusalText } from './refusal-text';
import { targetKey, targetTexts } from './target-text';

type TargetPreviewListProps<Item> = { items: readonly Item[]; more?: (item: Item) => ReactNode };

/** What a write will change in objects of members. */
export function TargetPreviewList<Item extends ActionPreview>(props: TargetPreviewListProps<Item>) {
  const textOf = targetTexts(props.items.map(({ target }) => target));
  return (
    <PreviewList
      {...props}
      nameOf={({ target }) => textOf(target)}
      keyOf={({ target }) => targetKey(target)}
      refusalText={(refusal) => <RefusalText refusal={refusal} />}
    />
  );
}
