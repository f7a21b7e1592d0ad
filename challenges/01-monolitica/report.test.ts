import { describe, expect, it } from 'vitest';
import type { RunView } from '../../src-main/workspaces/checks/define.ts';
import { classificationReport } from '../../src-runtime/ml/metrics.ts';
import { isConsistent, type Report, readReport, sameAnswers } from './report.ts';

const actual = ['Adelie', 'Adelie', 'Chinstrap', 'Gentoo', 'Gentoo', 'Gentoo'];
const predicted = ['Adelie', 'Gentoo', 'Chinstrap', 'Gentoo', 'Gentoo', 'Adelie'];
const answers = (labels: readonly string[]) => labels.map((label) => ({ label, probabilities: { [label]: 1 } }));
const honest = { ...classificationReport(actual, predicted), previsoes: answers(predicted) };

function runWith(report: unknown, status = 'succeeded'): RunView {
  const error = status === 'failed' ? { code: 'STEP_FAILED', message: 'linha 3, coluna sex' } : null;
  return {
    runId: 'r',
    status,
    error,
    metrics: {},
    model: null,
    steps: [],
    artifact: async () => (typeof report === 'string' ? report : JSON.stringify(report)),
  };
}
const read = async (report: unknown) => (await readReport(runWith(report))) as Report;

describe('the report of the learner', () => {
  it('gets its F1 from the confusion matrix, as the SDK computes it', async () => {
    expect((await read({ ...honest, f1_macro: 1 })).f1).toBeCloseTo(honest.f1_macro, 12);
  });

  it('counts a class that is never predicted as zero, not as absent', async () => {
    const blind = classificationReport(actual, ['Adelie', 'Adelie', 'Gentoo', 'Gentoo', 'Gentoo', 'Gentoo']);
    expect((await read({ ...blind, previsoes: [] })).f1).toBeCloseTo(blind.f1_macro, 12);
  });

  it('is consistent when matrix and predictions tell the same story, and not otherwise', async () => {
    expect(isConsistent(await read(honest))).toBe(true);
    expect(isConsistent(await read({ ...honest, previsoes: answers(actual.map(() => 'Gentoo')) }))).toBe(false);
    expect(isConsistent(await read({ ...honest, previsoes: answers(predicted).slice(1) }))).toBe(false);
  });

  it.each([
    ['text that is not JSON', 'relatório'],
    ['no matrix', { previsoes: [] }],
    ['a matrix of fractions', { ...honest, confusion: { Adelie: { Adelie: 0.5 } } }],
    ['a hole among the predictions', { ...honest, previsoes: [null] }],
  ])('says why it cannot be read: %s', async (_, report) => {
    expect(await readReport(runWith(report))).toContain('relatorio.json');
  });

  it('hands on the error of a run that failed', async () => {
    expect(await readReport(runWith({}, 'failed'))).toContain('coluna sex');
  });
});

describe('sameAnswers', () => {
  it('counts answers equal to the last bit, without the moved row', async () => {
    const before = await read(honest);
    const nudged = answers(predicted);
    nudged[2]!.probabilities.Chinstrap = 1 - Number.EPSILON;
    expect(sameAnswers(before, await read({ ...honest, previsoes: nudged }), 0)).toBe(4);
  });
});
