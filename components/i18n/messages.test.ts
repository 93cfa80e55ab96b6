import { readdirSync, readFileSync } from 'node:fs';
import {
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { messages } from './messages';

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'string') flat.set(path, value);
    else for (const [inner, text] of flatten(value, path)) flat.set(inner, text);
  }
  return flat;
}

/** Names of ICU arguments and tags: `{count, plural, …}`, `{name}`, `<code>`; what stands in a branch is none: `=0 {nothing}`. */
const argumentsOf = (text: string) => [...new Set(parse(text).flatMap(namesIn))].sort();

function namesIn(element: MessageFormatElement): string[] {
  if (isLiteralElement(element) || isPoundElement(element)) return [];
  if (isTagElement(element)) return [element.value, ...element.children.flatMap(namesIn)];
  if (!isPluralElement(element) && !isSelectElement(element)) return [element.value];
  return [element.value, ...Object.values(element.options).flatMap((branch) => branch.value.flatMap(namesIn))];
}

const en = flatten(messages.en as unknown as Tree);
const zh = flatten(messages['zh-CN'] as unknown as Tree);

describe('catalogues', () => {
  it('have the same keys in both languages', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it('have the same arguments in both languages', () => {
    for (const [key, text] of en) expect([key, argumentsOf(zh.get(key) ?? '')]).toEqual([key, argumentsOf(text)]);
  });

  it('leave nothing empty', () => {
    for (const [key, text] of [...en, ...zh]) expect([key, text.trim() === '']).toEqual([key, false]);
  });

  it('are all loaded', () => {
    const files = readdirSync(new URL('./messages/en', import.meta.url)).map((file) => file.replace('.json', ''));
    expect(files.sort()).toEqual(Object.keys(messages.en).sort());
    const raw = readFileSync(new URL('./messages/zh-CN/ui.json', import.meta.url), 'utf8');
    expect(raw).toMatch(/\p{Script=Han}/u);
  });
});
