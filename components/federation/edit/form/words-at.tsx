'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, type KeyboardEvent, useId, useState } from 'react';
import type { TextPath } from '~/server/kernel/text-edit';
import { Field } from '../../../ui/field';
import { Input } from '../../../ui/input';
import { usePlace } from './form-value';
import { OddValue } from './odd-value';

type WordsAtProps = {
  path: TextPath;
  label: string;
  hint?: string;
  suggestions?: readonly string[];
  placeholder?: string;
};

const areWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((word) => typeof word === 'string');

/** A list of words: each can be taken out, and a new one comes in by enter, a comma, or a choice of what is offered. */
export function WordsAt({ path, label, hint, suggestions = [], placeholder = '' }: WordsAtProps) {
  const t = useTranslations('federation.form');
  const { value, issue, set } = usePlace(path);
  if (value !== undefined && value !== null && !areWords(value)) return <OddValue label={label} value={value} />;
  const words = value ?? [];
  const without = (word: string) => words.filter((one) => one !== word);
  const add = (text: string) => {
    const added = text.split(/[\s,]+/).filter((word) => word !== '' && !words.includes(word));
    if (added.length > 0) set([...words, ...new Set(added)]);
  };
  return (
    <Field label={label} error={issue} {...(hint ? { hint } : {})}>
      {(control) => (
        <div className="flex flex-col gap-1">
          {words.length > 0 && (
            <ul aria-label={label} className="flex flex-wrap gap-1">
              {words.map((word) => (
                <li
                  key={word}
                  className="flex max-w-full items-center gap-0.5 rounded-sm bg-sunken pl-1.5 font-mono text-xs"
                >
                  <span className="min-w-0 truncate">{word === '' ? '""' : word}</span>
                  <button
                    type="button"
                    aria-label={t('takeWord', { word })}
                    className="rounded-sm p-0.5 text-ink-faint hover:bg-hover hover:text-ink"
                    onClick={() => set(without(word).length === 0 ? undefined : without(word))}
                  >
                    <X aria-hidden className="size-3.5" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <NewWord
            control={control}
            placeholder={placeholder}
            suggestions={suggestions.filter((word) => !words.includes(word))}
            onAdd={add}
          />
        </div>
      )}
    </Field>
  );
}

type NewWordProps = {
  control: object;
  placeholder: string;
  suggestions: readonly string[];
  onAdd: (text: string) => void;
};

function NewWord({ control, placeholder, suggestions, onAdd }: NewWordProps) {
  const list = useId();
  const [text, write] = useState('');
  const add = (word: string) => {
    onAdd(word);
    write('');
  };
  const change = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) => {
    // a choice of the list comes at once, and not letter by letter
    const isChosen = !('inputType' in nativeEvent) || nativeEvent.inputType === 'insertReplacementText';
    if ((isChosen && suggestions.includes(target.value)) || target.value.endsWith(',')) add(target.value);
    else write(target.value);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add(text);
  };
  return (
    <>
      <Input
        {...control}
        list={list}
        placeholder={placeholder}
        value={text}
        onChange={change}
        onKeyDown={press}
        onBlur={() => add(text)}
      />
      <datalist id={list}>
        {suggestions.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  );
}
