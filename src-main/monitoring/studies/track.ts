/** `keepStudy`: a study as a tracked run: what was compared, each distance as a metric, and the report as JSON and as a page in both languages. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import type { DriftSource, StudyReport } from '../../contract/drift.ts';
import type { Tracking } from '../../tracking/tracking.ts';
import { htmlReport } from './report/html.ts';
import type { StudyRow } from './store.ts';

export async function keepStudy({ artifacts, clock }: Core, tracking: Tracking, row: StudyRow & { report: StudyReport }): Promise<string> {
  const { studyId, endpoint, plan, report } = row;
  const runId = await tracking.startRun({
    experiment: 'drift',
    name: `${report.current.label} × ${report.reference.label}`,
    tags: { 'bancada.drift': studyId, ...(endpoint !== null && { 'bancada.endpoint': endpoint }) },
  });
  const { correction, segmentBy, multivariate, seed } = plan;
  await tracking.logBatch(runId, {
    params: {
      ...{ reference: words(plan.reference), current: words(plan.current), correction, multivariate: String(multivariate), seed: String(seed) },
      ...(segmentBy !== null && { segmentBy }),
    },
    metrics: Object.entries(metricsOf(report)).map(([key, value]) => ({ key, value, step: 0, timestamp: clock.now() })),
  });
  const folder = mkdtempSync(join(tmpdir(), 'bancada-drift-'));
  try {
    const done = { ...row, status: 'done' as const };
    const files = { 'relatorio.html': htmlReport(done, 'pt'), 'report.html': htmlReport(done, 'en'), 'report.json': JSON.stringify(report) };
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), content);
      await tracking.attachArtifact(runId, name, { ...(await artifacts.take(join(folder, name))), kind: 'file', bytes: Buffer.byteLength(content) });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await tracking.endRun(runId, 'FINISHED');
  return runId;
}

function metricsOf({ score, subjects, multivariate, estimate }: StudyReport): Record<string, number> {
  const own = subjects.flatMap(({ feature, psi, js, normed, corrected }) => [
    [`psi/${feature}`, psi],
    [`js/${feature}`, js],
    [`p_corrected/${feature}`, corrected],
    ...(normed === null ? [] : [[`wasserstein/${feature}`, normed]]),
  ]);
  return {
    score,
    ...Object.fromEntries(own),
    ...(multivariate && {
      mmd: multivariate.mmd.statistic,
      mmd_p: multivariate.mmd.p,
      domain_auc: multivariate.classifier.auc,
      domain_p: multivariate.classifier.p,
    }),
    ...(estimate && { estimated_accuracy: estimate.estimated }),
  };
}

export function words(source: DriftSource): string {
  if (source.kind === 'data') return `dataset:${source.dataset}`;
  if (source.kind === 'training') return `training:${source.endpoint}`;
  if (source.kind === 'rows') return `rows:${source.endpoint}:${source.rows}${source.skip > 0 ? `+${source.skip}` : ''}`;
  return `period:${source.endpoint}:${new Date(source.from).toISOString()}..${new Date(source.to).toISOString()}`;
}
