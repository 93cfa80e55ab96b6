'use client';
import { yaml } from '@codemirror/lang-yaml';
import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { editorTheme } from './editor-theme';
import { useEditorPhrases } from './use-editor-phrases';

type DiffViewProps = { before: string; after: string; names?: { before: string; after: string } };

/** Two texts side by side; long equal stretches are folded. */
export function DiffView({ before, after, names }: DiffViewProps) {
  const t = useTranslations('objects.editor');
  const place = useRef<HTMLDivElement>(null);
  const phrases = useEditorPhrases();
  const [left, right] = [names?.before ?? t('before'), names?.after ?? t('after')];
  useEffect(() => {
    if (!place.current) return;
    const side = (doc: string, label: string) => ({
      doc,
      extensions: [
        phrases,
        yaml(),
        editorTheme,
        EditorState.readOnly.of(true),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      ],
    });
    const view = new MergeView({
      ...{ a: side(before, left), b: side(after, right), parent: place.current },
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    return () => view.destroy();
  }, [before, after, left, right, phrases]);
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-sheet">
      <div aria-hidden className="grid grid-cols-2 border-b border-line text-xs text-ink-soft">
        <span className="px-3 py-1">{left}</span>
        <span className="border-l border-line px-3 py-1">{right}</span>
      </div>
      <div ref={place} className="max-h-[55vh] overflow-auto" />
    </div>
  );
}
