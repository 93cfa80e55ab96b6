'use client';
import { yaml } from '@codemirror/lang-yaml';
import { EditorState, type Extension } from '@codemirror/state';
import { basicSetup, EditorView } from 'codemirror';
import { useEffect, useEffectEvent, useRef } from 'react';
import { changeBetween } from './change-between';
import type { Finding, SchemaOf } from './check-text';
import { editorTheme } from './editor-theme';
import { schemaAssist } from './schema-assist';
import { foldStatus } from './status-fold';
import { type Problem, recheck, textChecks } from './text-checks';
import { useEditorPhrases } from './use-editor-phrases';
import { useFindingText } from './use-finding-text';

type CodeEditorProps = {
  label: string;
  value: string;
  onChange?: (value: string) => void;
  schemaOf?: SchemaOf;
  problems?: readonly Problem[];
};

const NO_SCHEMA: SchemaOf = () => undefined;

/** YAML that can be written, checked as one types; without `onChange` it can only be read. */
export function CodeEditor({ label, value, onChange, schemaOf = NO_SCHEMA, problems = [] }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const words = useFindingText();
  const phrases = useEditorPhrases();
  const sources = useRef({ schemaOf, problems, words });
  sources.current = { schemaOf, problems, words };
  const tell = useEffectEvent((text: string) => text !== value && onChange?.(text));
  const begin = useEffectEvent((parent: HTMLElement) => {
    const writing: Extension[] = [
      schemaAssist(() => sources.current.schemaOf),
      textChecks({
        schemaOf: () => sources.current.schemaOf,
        problems: () => sources.current.problems,
        words: (finding: Finding) => sources.current.words(finding),
      }),
      EditorView.updateListener.of(({ docChanged, state }) => docChanged && tell(state.doc.toString())),
    ];
    const reading: Extension[] = [EditorState.readOnly.of(true)];
    const named = EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' });
    const extensions = [phrases, basicSetup, yaml(), editorTheme, named, EditorView.lineWrapping];
    const all = [...extensions, ...(onChange ? writing : reading)];
    const view = new EditorView({ parent, state: EditorState.create({ doc: value, extensions: all }) });
    view.dispatch({ effects: foldStatus(view.state) });
    return view;
  });
  useEffect(() => {
    if (!place.current) return;
    const view = begin(place.current);
    editor.current = view;
    return () => view.destroy();
  }, []);
  useEffect(() => {
    const view = editor.current;
    const changes = view && changeBetween(view.state.doc.toString(), value);
    if (!view || !changes) return;
    view.dispatch({ changes, effects: EditorView.scrollIntoView(changes.from, { yMargin: 100 }) });
    view.dispatch({ effects: foldStatus(view.state) });
  }, [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked at is read from the ref
  useEffect(() => {
    editor.current?.dispatch({ effects: recheck.of(null) });
  }, [schemaOf, problems]);
  return <div ref={place} className="min-h-0 flex-1 overflow-hidden" />;
}
