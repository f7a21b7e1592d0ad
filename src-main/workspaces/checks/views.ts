/** Runs and specifications as a check sees them. */
import { readFileSync, statSync } from 'node:fs';
import type { PipelineRun } from '../../contract/pipelines.ts';
import { type PipelineSpec, type Pipelines, sourceText } from '../../pipelines/index.ts';
import type { CheckVerdict, PipelineView, RunView } from './define.ts';

export function runView(pipelines: Pick<Pipelines, 'artifactPath'>, run: PipelineRun): RunView {
  return {
    runId: run.runId,
    status: run.status,
    error: run.error && {
      code: run.error.code,
      message: run.error.message,
      ...(typeof run.error.data?.step === 'string' && { step: run.error.data.step }),
      ...(typeof run.error.data?.file === 'string' && { file: run.error.data.file }),
      ...(typeof run.error.data?.line === 'number' && { line: run.error.data.line }),
    },
    metrics: run.metrics,
    model: run.model,
    steps: run.steps.map(({ id, status, attempts, cached, durationMs, metrics }) => ({ id, status, attempts, cached, durationMs, metrics })),
    async artifact(reference) {
      const path = pipelines.artifactPath(run.runId, reference);
      if (statSync(path).isDirectory()) throw new Error(`${reference} is a folder`);
      return readFileSync(path, 'utf8');
    },
  };
}

export function specView(spec: PipelineSpec): PipelineView {
  return {
    name: spec.name,
    steps: spec.steps.map((step) => ({
      id: step.id,
      ...(step.kind === 'run' ? { run: step.run ?? '' } : { uses: step.kind }),
      needs: step.needs,
      inputs: Object.fromEntries(Object.entries(step.inputs).map(([name, source]) => [name, sourceText(source)])),
      outputs: step.outputs.map((output) => (output.format === 'folder' ? `${output.fileName}/` : output.fileName)),
      matrix: step.matrix,
      retries: step.retries.max,
      cache: step.cache,
      ...(step.whenText !== null && { when: step.whenText }),
    })),
    service: spec.service && { name: spec.service.name, run: spec.service.run },
  };
}

/** A verdict; numbers get four digits, what is longer than a screen is cut. */
export function verdict(ok: boolean, { seen, expected, where }: { seen: unknown; expected: unknown; where?: CheckVerdict['where'] }): CheckVerdict {
  return { ok, seen: textOf(seen), expected: textOf(expected), ...(where && { where }) };
}

/** Nothing to look at: what is not there is named as what was expected. */
export function missing(outputs: readonly string[], where: CheckVerdict['where']): CheckVerdict {
  return { ok: false, seen: '—', expected: outputs.join(', '), missing: outputs, ...(where && { where }) };
}

const shown = 600;

function textOf(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '—');
  return text.length > shown ? `${text.slice(0, shown)} …` : text;
}
