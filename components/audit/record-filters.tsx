'use client';
import { CalendarClock, ListFilter } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { RECORD_KINDS, RESULTS } from '~/server/audit/model/words';
import { Button, buttonStyle } from '../ui/button';
import { cn } from '../ui/cn';
import { Menu } from '../ui/menu';
import { readList, writeList } from '../ui/url-parameters';
import { setUrlParameters, useUrlChoice, useUrlParameter } from '../ui/use-url-state';
import { FilterWord } from './filter-words';
import { FILTER_PARAMETERS, WITHIN, WORD_FILTERS } from './record-filter';

const CHOSEN = 'border-signal/60! bg-signal-soft!';

/** Everything that narrows the record; the clusters are chosen in the bar above, as on every page. */
export function RecordFilters() {
  const t = useTranslations('audit');
  const parameters = useSearchParams();
  const isNarrowed = FILTER_PARAMETERS.some((name) => parameters.get(name) !== null);
  return (
    <search aria-label={t('filters')} className="flex flex-wrap items-center gap-2 px-6 pb-2">
      <TimeMenu />
      <ChoiceMenu name="result" label={t('result')} words={RESULTS} wordOf={(word) => t(`results.${word}`)} />
      <ChoiceMenu name="kind" label={t('kind')} words={RECORD_KINDS} wordOf={(word) => t(`kinds.${word}`)} />
      {WORD_FILTERS.map((name) => (
        <FilterWord key={name} name={name} />
      ))}
      {isNarrowed && (
        <Button look="quiet" onClick={() => setUrlParameters(NOTHING)}>
          {t('clear')}
        </Button>
      )}
    </search>
  );
}

const NOTHING = Object.fromEntries(FILTER_PARAMETERS.map((name) => [name, null]));

function TimeMenu() {
  const t = useTranslations('audit.within');
  const [within, choose] = useUrlChoice('within', WITHIN);
  const ordered = ['1', '24', '168', '720', 'all'] as const;
  return (
    <Menu
      label={t('label')}
      triggerClass={cn(buttonStyle({ look: 'plain' }), within !== WITHIN[0] && CHOSEN)}
      trigger={
        <>
          <CalendarClock className="size-4" />
          {t(within)}
        </>
      }
      groups={[
        {
          items: ordered.map((hours) => ({
            label: t(hours),
            checked: hours === within,
            onSelect: () => choose(hours),
          })),
        },
      ]}
    />
  );
}

type ChoiceMenuProps<Word extends string> = {
  name: string;
  label: string;
  words: readonly Word[];
  wordOf: (word: Word) => string;
};

function ChoiceMenu<Word extends string>({ name, label, words, wordOf }: ChoiceMenuProps<Word>) {
  const [text, set] = useUrlParameter(name);
  const chosen = words.filter((word) => readList(text).includes(word));
  const toggle = (word: Word) =>
    set(writeList(chosen.includes(word) ? chosen.filter((each) => each !== word) : [...chosen, word]));
  return (
    <Menu
      stay
      label={label}
      triggerClass={cn(buttonStyle({ look: 'plain' }), chosen.length > 0 && CHOSEN)}
      trigger={
        <>
          <ListFilter className="size-4" />
          {chosen.length === 0 ? label : chosen.map(wordOf).join(', ')}
        </>
      }
      groups={[
        {
          items: words.map((word) => ({
            label: wordOf(word),
            checked: chosen.includes(word),
            onSelect: () => toggle(word),
          })),
        },
      ]}
    />
  );
}
