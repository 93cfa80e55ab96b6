'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Combobox } from '../ui/combobox';
import { useUrlParameter } from '../ui/use-url-state';
import type { WordFilter } from './record-filter';

/** One word that narrows the record; it is asked for when it is whole: on Enter, on leaving, on choosing one. */
export function FilterWord({ name }: { name: WordFilter }) {
  const t = useTranslations('audit');
  const [value, set] = useUrlParameter(name);
  const [typed, setTyped] = useState<string>();
  const [suggestions, setSuggestions] = useState<readonly string[]>([]);
  const suggest = async () => {
    // the list of all actions is no part of the page: who types one gets it
    if (name === 'action') setSuggestions((await import('~/server/teams/model/action')).ALL_ACTIONS);
  };
  const commit = (text: string) => {
    setTyped(undefined);
    set(text.trim() === '' ? null : text.trim());
  };
  return (
    <div className="w-28 2xl:w-36">
      <Combobox
        aria-label={t(name)}
        placeholder={t(name)}
        value={typed ?? value ?? ''}
        suggestions={suggestions}
        onChange={(text) => {
          void suggest();
          if (suggestions.includes(text)) commit(text);
          else setTyped(text);
        }}
        onBlur={() => typed !== undefined && commit(typed)}
        onKeyDown={({ key }) => key === 'Enter' && typed !== undefined && commit(typed)}
      />
    </div>
  );
}
