/** Monaco over one file. */
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { disposeModels, modelOf } from './models.ts';
import { monaco, setSdkTypes } from './monaco.ts';
import { canFormat, editorLooks } from './options.ts';
import { type PipelineFile, usePipelineFile } from './pipeline/use-pipeline-file.ts';
import { usePythonFile } from './python/use-python-file.ts';

export interface Place {
  line: number;
  /** Another number asks to go there again. */
  ask: number;
}

const formatting = 'editor.action.formatDocument';

interface Props {
  challengeId: string;
  path: string;
  /** Every file that is shown here, so that imports between them are understood. */
  files: Record<string, string>;
  sdkTypes: Record<string, string>;
  readOnly?: boolean;
  place?: Place | null;
  /** Another number asks to put the file in order. */
  format?: number;
  /** Ctrl S does so too. */
  formatOnSave?: boolean;
  /** What the core says of pipeline.yaml, while that is open. */
  pipeline?: PipelineFile | null;
  onChange(path: string, content: string): void;
  onRun(): void;
  onCheck(): void;
  onSave(): void;
  /** A definition stands in another file. */
  onOpen?(path: string, line: number): void;
}

export default function CodeEditor(props: Props) {
  const { challengeId, path, files, sdkTypes, readOnly = false, place = null, pipeline = null, format = 0 } = props;
  const { t } = useTranslation('challenge');
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null);
  const latest = useRef(props);
  latest.current = props;
  const scheme = useComputedColorScheme();

  useEffect(() => setSdkTypes(sdkTypes), [sdkTypes]);
  useEffect(() => monaco.editor.setTheme(`bancada-${scheme}`), [scheme]);

  useEffect(() => {
    if (!host.current) return;
    const made = monaco.editor.create(host.current, {
      ...editorLooks,
      model: null,
      // A new line is a new line, also where what is written is all that could be offered.
      acceptSuggestionOnEnter: 'smart',
      tabSize: 2,
      ariaLabel: t('editor.label'),
    });
    editor.current = made;
    const { CtrlCmd, Shift } = monaco.KeyMod;
    made.addCommand(CtrlCmd | monaco.KeyCode.Enter, () => latest.current.onRun());
    made.addCommand(CtrlCmd | Shift | monaco.KeyCode.Enter, () => latest.current.onCheck());
    made.addCommand(CtrlCmd | monaco.KeyCode.KeyS, async () => {
      if (latest.current.formatOnSave && canFormat(latest.current.path)) await made.getAction(formatting)?.run();
      latest.current.onSave();
    });
    const opener = monaco.editor.registerEditorOpener({
      openCodeEditor(_source, resource, target) {
        const inside = `/${latest.current.readOnly ? 'reference' : 'workspace'}/${latest.current.challengeId}/`;
        const line = target ? ('startLineNumber' in target ? target.startLineNumber : target.lineNumber) : 1;
        if (resource.path.startsWith(inside)) latest.current.onOpen?.(resource.path.slice(inside.length), line);
        // What the SDK declares is no file of the learner's: it is seen in place.
        else void made.getAction('editor.action.peekDefinition')?.run();
        return true;
      },
    });
    const changes = made.onDidChangeModelContent(() => {
      const model = made.getModel();
      if (model && !latest.current.readOnly) latest.current.onChange(latest.current.path, model.getValue());
    });
    return () => {
      opener.dispose();
      changes.dispose();
      made.dispose();
      editor.current = null;
    };
  }, [t]);

  const root = readOnly ? 'reference' : 'workspace';
  // The person is ahead of the core: `files` is only what a model starts from.
  useEffect(() => {
    for (const [name, content] of Object.entries(files)) modelOf(challengeId, name, content, root);
    editor.current?.setModel(modelOf(challengeId, path, files[path] ?? '', root));
    editor.current?.updateOptions({ readOnly });
  }, [challengeId, path, files, readOnly, root]);
  useEffect(() => () => disposeModels(challengeId, root), [challengeId, root]);

  useEffect(() => {
    if (!place) return;
    editor.current?.revealLineInCenter(place.line);
    editor.current?.setPosition({ lineNumber: place.line, column: 1 });
    editor.current?.focus();
  }, [place]);

  useEffect(() => {
    if (format > 0) void editor.current?.getAction(formatting)?.run();
  }, [format]);

  const names = useMemo(() => Object.keys(files), [files]);
  usePipelineFile(editor, pipeline, names);
  usePythonFile(path);

  return <div ref={host} style={{ height: '100%' }} data-testid="editor" />;
}
