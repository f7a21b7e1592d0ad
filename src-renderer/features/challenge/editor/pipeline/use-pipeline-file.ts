/** Joins the editor to what the core says of pipeline.yaml: words and fields offered, each fault underlined at its line, breakpoints in the gutter. */
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultsOf, type SpecDraft } from '#contract';
import { explainFailure } from '../../../../app/errors.ts';
import { useLocale } from '../../../../app/i18n.ts';
import { queries } from '../../../../app/queries.ts';
import { load } from '../../../../lib/load.ts';
import { monaco } from '../monaco.ts';
import type { Schema } from './schema.ts';

export interface PipelineFile {
  draft: SpecDraft | null;
  breakpoints: ReadonlySet<string>;
  onBreakpoint(step: string): void;
}

const owner = 'pipeline';

export function usePipelineFile(
  editor: RefObject<monaco.editor.IStandaloneCodeEditor | null>,
  file: PipelineFile | null,
  files: readonly string[],
): void {
  const { t } = useTranslation('challenge');
  const { locale } = useLocale();
  const isOpen = file !== null;
  const schema = useQuery({ ...queries.authoring.schema(), enabled: isOpen });
  const datasets = useQuery({ ...queries.datasets.list(), enabled: isOpen, retry: false });
  const [gutter, setGutter] = useState<ReturnType<typeof import('./attach.ts')['watchGutter']> | null>(null);
  const toggle = useRef(file?.onBreakpoint);
  toggle.current = file?.onBreakpoint;

  useEffect(() => {
    if (!isOpen || !schema.data) return;
    const known = { schema: schema.data as Schema, locale, files, datasets: datasets.data?.map(({ name }) => name) ?? [] };
    void load(() => import('./attach.ts')).then(({ speakPipeline }) => speakPipeline(known));
  }, [isOpen, schema.data, datasets.data, locale, files]);

  useEffect(() => {
    if (!isOpen) return;
    let gone = false;
    let made: ReturnType<typeof import('./attach.ts')['watchGutter']> | null = null;
    void load(() => import('./attach.ts')).then(({ watchGutter }) => {
      if (gone || !editor.current) return;
      made = watchGutter(editor.current, (step) => toggle.current?.(step));
      setGutter(made);
    });
    return () => {
      gone = true;
      made?.dispose();
      setGutter(null);
    };
  }, [isOpen, editor]);

  const { draft = null, breakpoints } = file ?? {};
  useEffect(() => {
    if (breakpoints) gutter?.show(draft?.lines ?? [], breakpoints, (step) => t('breakpoint', { step }));
  }, [gutter, draft, breakpoints, t]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (!isOpen || !model) return;
    const { problem } = draft ?? { problem: null };
    const faults = problem ? faultsOf(problem) : [];
    const marks = faults.map((fault) => markerOf(model, fault.data, explainFailure({ message: fault.code, ...fault }, locale)));
    monaco.editor.setModelMarkers(model, owner, marks);
    return () => {
      if (!model.isDisposed()) monaco.editor.setModelMarkers(model, owner, []);
    };
  }, [isOpen, draft, locale, editor]);
}

function markerOf(
  model: monaco.editor.ITextModel,
  data: Record<string, unknown>,
  { what, fix }: { what: string; fix: string | null },
): monaco.editor.IMarkerData {
  const line = Math.min(model.getLineCount(), Math.max(1, Number(data.line ?? 1)));
  const column = Math.max(1, Number(data.column ?? model.getLineFirstNonWhitespaceColumn(line)));
  return {
    severity: monaco.MarkerSeverity.Error,
    message: fix ? `${what}\n${fix}` : what,
    startLineNumber: line,
    startColumn: Math.min(column, model.getLineMaxColumn(line)),
    endLineNumber: line,
    endColumn: model.getLineMaxColumn(line),
  };
}
