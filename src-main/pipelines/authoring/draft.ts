/** `judge`: a text as pipeline.yaml, by the validator of the runs themselves; and where its steps are, also while it is wrong. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { SpecDraft } from '../../contract/authoring.ts';
import { BancadaError } from '../../contract/errors.ts';
import { failureOf } from '../failures/failure.ts';
import { viewOf } from '../plan-view.ts';
import { parseIn } from '../spec/index.ts';

export function judge(codeFolder: string, pipeline: string, text: string): SpecDraft {
  const lines = stepLines(text);
  try {
    return { plan: viewOf(parseIn(codeFolder, text).spec, pipeline), problem: null, lines };
  } catch (error) {
    if (!(error instanceof BancadaError)) throw error;
    return { plan: null, problem: failureOf(error.code, error.data), lines };
  }
}

function stepLines(text: string): SpecDraft['lines'] {
  const counter = new LineCounter();
  const steps = parseDocument(text, { lineCounter: counter }).get('steps', true);
  if (!isSeq(steps)) return [];
  return steps.items.flatMap((item) => {
    if (!isMap(item)) return [];
    const id = item.get('id', true);
    return isScalar(id) && typeof id.value === 'string' && id.range ? [{ step: id.value, line: counter.linePos(id.range[0]).line }] : [];
  });
}
