import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { type EditorView, hoverTooltip, type Tooltip } from '@codemirror/view';
import type { SchemaOf } from './check-text';
import { completeAt } from './complete-at';
import { cursorPath } from './cursor-path';
import { kindAt } from './kind-at';
import { type Schema, schemaAt, typeText } from './schema-at';

const KEY = /^([\s-]*)("?[^\s#:"][^:#"]*"?)\s*:(?=\s|$)/;

/** Completion of names and values, and what a field is for on hover, from the cluster's own schema. */
export function schemaAssist(schemaOf: () => SchemaOf): Extension {
  return [
    autocompletion({ override: [(context) => complete(context, schemaOf())] }),
    hoverTooltip((view, position) => describe(view, position, schemaOf())),
  ];
}

function schemaHere(text: string, offset: number, schemaOf: SchemaOf): Schema | undefined {
  const named = kindAt(text, offset);
  return named && schemaOf(named.apiVersion, named.kind);
}

function complete({ state, pos, explicit }: CompletionContext, schemaOf: SchemaOf): CompletionResult | null {
  const text = state.doc.toString();
  const schema = schemaHere(text, pos, schemaOf);
  if (!schema) return null;
  const cursor = cursorPath(text, pos);
  if (!explicit && cursor.from === pos && cursor.role === 'key') return null;
  const options = completeAt(cursor, schema).map(({ label, insert, type, description, isRequired }) => ({
    ...{ label, apply: insert, detail: type, type: cursor.role === 'key' ? 'property' : 'enum' },
    ...(description === '' ? {} : { info: description }),
    ...(isRequired ? { boost: 10 } : {}),
  }));
  return options.length === 0 ? null : { from: cursor.from, options, validFor: /^[\w.-]*$/ };
}

function describe({ state }: EditorView, position: number, schemaOf: SchemaOf): Tooltip | null {
  const line = state.doc.lineAt(position);
  const [, before = '', key = ''] = KEY.exec(line.text) ?? [];
  const start = line.from + before.length;
  if (key === '' || position < start || position > start + key.length) return null;
  const text = state.doc.toString();
  const schema = schemaHere(text, position, schemaOf);
  const node = schema && schemaAt(schema, [...cursorPath(text, start).path, key.replaceAll('"', '')]);
  if (!schema || !node) return null;
  return {
    ...{ pos: start, end: start + key.length, above: true },
    create: () => ({ dom: card(key, typeText(node, schema), node.description ?? '', node.enum ?? []) }),
  };
}

function card(name: string, type: string, description: string, words: readonly string[]): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'max-w-96 px-3 py-2 text-xs';
  const head = dom.appendChild(document.createElement('p'));
  head.className = 'font-mono font-medium';
  head.textContent = `${name}: ${type}`;
  for (const text of [description, words.join(' | ')]) {
    if (text === '') continue;
    const line = dom.appendChild(document.createElement('p'));
    line.className = 'pt-1 text-ink-soft';
    line.textContent = text;
  }
  return dom;
}
