'use client';
import { useTranslations } from 'next-intl';
import type { WriteOutcome } from '~/server/objects/model/write';
import { ScopedLink } from '../../shell/scoped-link';
import { Button } from '../../ui/button';
import { ItemList, ListItem } from '../../ui/item-list';
import { Warnings } from '../editor/warnings';
import { objectHref } from '../object-href';
import { RefusalText } from '../refusal-text';

type CreateOutcomesProps = { outcomes: readonly WriteOutcome[]; onBack: () => void };

/** What became of each document, with the way to what is there now; the text stays while one was refused. */
export function CreateOutcomes({ outcomes, onBack }: CreateOutcomesProps) {
  const t = useTranslations('objects.create');
  const keyOf = ({ kind, ref }: WriteOutcome, index: number) => `${kind} ${ref?.name ?? index}`;
  return (
    <section aria-label={t('outcomes')} className="flex flex-col gap-4 border-t border-line px-6 py-4">
      <ItemList>
        {outcomes.map((outcome, index) => (
          <ListItem
            key={keyOf(outcome, index)}
            name={<Created outcome={outcome} />}
            status={outcome.refusal ? 'failed' : 'healthy'}
            note={t(outcome.refusal ? 'refused' : 'created')}
          >
            {outcome.refusal && <RefusalText refusal={outcome.refusal} />}
            <Warnings warnings={outcome.warnings} />
          </ListItem>
        ))}
      </ItemList>
      <Button className="self-start" onClick={onBack}>
        {t(outcomes.some(({ refusal }) => refusal !== null) ? 'back' : 'another')}
      </Button>
    </section>
  );
}

function Created({ outcome: { kind, ref } }: { outcome: WriteOutcome }) {
  const t = useTranslations('objects.create');
  return (
    <>
      {kind || t('document')}{' '}
      {ref && (
        <ScopedLink href={objectHref(ref)} className="text-accent underline">
          {[ref.namespace, ref.name].filter(Boolean).join(' / ')}
        </ScopedLink>
      )}
    </>
  );
}
