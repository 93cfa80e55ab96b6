'use client';
import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useState } from 'react';
import { isJson } from '~/server/kernel/json';
import type { TextPath } from '~/server/kernel/text-edit';
import { Button } from '../../../ui/button';
import { Field } from '../../../ui/field';
import { IconButton } from '../../../ui/icon-button';
import { Input } from '../../../ui/input';
import { Textarea } from '../../../ui/textarea';
import { useForm, usePlace } from './form-value';
import { OddValue } from './odd-value';

type Texts = Record<string, string>;

const areTexts = (value: unknown): value is Texts =>
  isJson(value) && Object.values(value).every((one) => typeof one === 'string');

/** Texts by key, of many lines each, as a ConfigMap holds them. */
export function TextsAt({ path, label }: { path: TextPath; label: string }) {
  const { value, issue } = usePlace(path);
  if (value !== undefined && value !== null && !areTexts(value)) return <OddValue label={label} value={value} />;
  const keys = Object.keys(value ?? {});
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-xs font-medium">{label}</legend>
      {issue && (
        <p role="alert" className="text-xs text-failed">
          {issue}
        </p>
      )}
      {keys.map((key) => (
        <TextOf key={key} path={[...path, key]} name={key} />
      ))}
      <NewKey path={path} taken={keys} />
    </fieldset>
  );
}

function TextOf({ path, name }: { path: TextPath; name: string }) {
  const t = useTranslations('federation.form');
  const { value, issue, set } = usePlace(path);
  const text = typeof value === 'string' ? value : '';
  return (
    <div className="flex items-start gap-1.5">
      <div className="min-w-0 flex-1">
        <Field label={name} error={issue}>
          {(control) => (
            <Textarea
              {...control}
              className="field-sizing-content max-h-64 min-h-0!"
              rows={Math.min(12, text.split('\n').length)}
              value={text}
              onChange={({ target }) => set(target.value)}
            />
          )}
        </Field>
      </div>
      <span className="pt-5">
        <IconButton label={t('takeWord', { word: name })} icon={<X />} onClick={() => set(undefined)} />
      </span>
    </div>
  );
}

/** A key comes into the text with its name, and is written then. */
function NewKey({ path, taken }: { path: TextPath; taken: readonly string[] }) {
  const t = useTranslations('federation.form.templates');
  const { edit } = useForm();
  const [name, write] = useState('');
  const isFree = name.trim() !== '' && !taken.includes(name.trim());
  const add = () => {
    if (!isFree) return;
    edit({ path: [...path, name.trim()], value: '' });
    write('');
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  return (
    <div className="flex items-center gap-1.5">
      <Input
        aria-label={t('newKey')}
        placeholder={t('newKey')}
        className="font-mono text-xs!"
        value={name}
        onChange={({ target }) => write(target.value)}
        onKeyDown={press}
      />
      <Button size="sm" look="quiet" disabled={!isFree} onClick={add}>
        <Plus aria-hidden className="size-3.5" />
        {t('addKey')}
      </Button>
    </div>
  );
}
