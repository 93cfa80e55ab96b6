'use client';
import { useTranslations } from 'next-intl';
import type { EditPreview } from '~/server/topology/model/places';
import { PreviewList } from '../ui/preview-list';
import { Refused } from '../ui/refused';
import { useCauseText } from '../ui/use-cause-text';
import { targetName } from './target-name';

type Item = EditPreview['items'][number];
const nameOf = ({ target }: Item) => targetName(target);

/** What an edit of places will change on nodes and clusters. */
export function EditPreviewList({ items }: { items: readonly Item[] }) {
  const t = useTranslations('topology.edit.refusal');
  const causeText = useCauseText();
  return (
    <PreviewList
      items={items}
      nameOf={nameOf}
      keyOf={nameOf}
      refusalText={({ code, cause, said }) => (
        <Refused said={said}>
          {t(code)} {causeText(cause)}
        </Refused>
      )}
    />
  );
}
