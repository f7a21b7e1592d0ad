/** Two texts of one file, side by side where there is room. Both are only read. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../editor/models.ts';
import { monaco } from '../editor/monaco.ts';
import { editorLooks } from '../editor/options.ts';

export default function DiffEditor({ path, before, after }: { path: string; before: string; after: string }) {
  const { t } = useTranslation('challenge');
  const host = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  useEffect(() => monaco.editor.setTheme(`bancada-${scheme}`), [scheme]);
  useEffect(() => {
    if (!host.current) return;
    const language = languageOf(path);
    const [original, modified] = [monaco.editor.createModel(before, language), monaco.editor.createModel(after, language)];
    const editor = monaco.editor.createDiffEditor(host.current, {
      ...editorLooks,
      renderLineHighlight: 'none',
      readOnly: true,
      originalEditable: false,
      renderOverviewRuler: false,
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: 640,
    });
    editor.getOriginalEditor().updateOptions({ ariaLabel: t('compare.before') });
    editor.getModifiedEditor().updateOptions({ ariaLabel: t('compare.after') });
    editor.setModel({ original, modified });
    return () => {
      editor.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [path, before, after, t]);
  return <div ref={host} style={{ height: '100%' }} data-testid="diff" />;
}
