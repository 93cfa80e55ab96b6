import { EditorState, type Extension } from '@codemirror/state';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';

/** The editor's own words, by the keys it asks for them with: https://codemirror.net/examples/translate/ */
const PHRASES = {
  Find: 'find',
  Replace: 'replaceWith',
  next: 'next',
  previous: 'previous',
  all: 'all',
  'match case': 'matchCase',
  regexp: 'regexp',
  'by word': 'byWord',
  replace: 'replace',
  'replace all': 'replaceAll',
  close: 'close',
  'current match': 'currentMatch',
  'on line': 'onLine',
  'Folded lines': 'folded',
  'Unfolded lines': 'unfolded',
  'folded code': 'foldedCode',
  unfold: 'unfold',
  'Fold line': 'foldLine',
  'Unfold line': 'unfoldLine',
  Diagnostics: 'diagnostics',
  'No diagnostics': 'noDiagnostics',
  Completions: 'completions',
} as const;

/** The editor in the person's language. */
export function useEditorPhrases(): Extension {
  const t = useTranslations('objects.phrase');
  return useMemo(() => {
    const words = Object.entries(PHRASES).map(([phrase, key]) => [phrase, t(key)]);
    return EditorState.phrases.of({ ...Object.fromEntries(words), '$ unchanged lines': t('unchangedLines') });
  }, [t]);
}
