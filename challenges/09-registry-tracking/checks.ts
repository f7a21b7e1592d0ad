/** The checks of challenge 09. What programs say of their runs is not believed: the lab's own tracking server and registry are asked. */
import type { TrackedRun } from '../../src-main/contract/tracking.ts';
import { type CheckLab, type CheckVerdict, defineChecks, type RunView } from '../../src-main/workspaces/checks/define.ts';

const RUNS = 40;
const COMFORT = { conforto: 'conforto' };
/** Each question of `consultas.ts`, and what its answer must be. */
const QUESTIONS: Record<string, (run: TrackedRun) => boolean> = {
  svmBoas: (run) => run.params.algoritmo === 'svm' && score(run) > 0.7,
  arvores: (run) => ['random_forest', 'gradient_boosting'].includes(run.params.algoritmo ?? ''),
  fracas: (run) => score(run) < 0.4 && run.tags['dados.sha256'] !== undefined,
};

export default defineChecks({
  roda: async (lab) => {
    const run = await lab.run();
    const runs = await lab.tracked(run.runId);
    const ended = runs.filter(({ status }) => status === 'FINISHED').length;
    const error = run.error ? `${run.error.step ?? ''} ${run.error.code}: ${run.error.message}`.trim() : run.status;
    return lab.expect(run.status === 'succeeded' && ended === RUNS, {
      seen: `${error}, ${ended} FINISHED`,
      expected: `succeeded, ${RUNS} FINISHED`,
      where: { file: run.error?.file ?? 'experimentos.ts' },
    });
  },

  rastro: async (lab) => {
    const runs = await lab.tracked((await lab.run()).runId);
    const missing = new Map<string, number>();
    const lacks = (name: string, has: boolean) => !has && missing.set(name, (missing.get(name) ?? 0) + 1);
    for (const { params, tags, metrics } of runs) {
      lacks('params.algoritmo', params.algoritmo !== undefined);
      lacks('params.semente', /^\d+$/.test(params.semente ?? ''));
      lacks('params (≥ 4)', Object.keys(params).length >= 4);
      lacks('tags.dados.sha256', /^[0-9a-f]{64}$/.test(tags['dados.sha256'] ?? ''));
      lacks('tags.ambiente.node', (tags['ambiente.node'] ?? '').startsWith('v'));
      lacks('metrics.f1_macro', typeof metrics.f1_macro === 'number');
    }
    const seeds = new Set(runs.map(({ params }) => params.semente)).size;
    lacks('≠ params.semente', seeds >= 10);
    return lab.expect(runs.length === RUNS && missing.size === 0, {
      seen: [...missing].map(([name, count]) => `− ${name} (${count})`).join(', ') || `${runs.length}`,
      expected: `${RUNS}`,
      where: { file: 'rastro.ts' },
    });
  },

  'metrica-com-passo': async (lab) => {
    const where = { file: 'rastro.ts' };
    const runs = await lab.tracked((await lab.run()).runId);
    let good = 0;
    for (const run of runs) {
      const parts = await lab.history(run.runId, 'f1_parte');
      const mean = parts.reduce((sum, { value }) => sum + Number(value), 0) / parts.length;
      if (parts.length === 2 && parts[0]!.step === 0 && parts[1]!.step === 1 && Math.abs(mean - score(run)) < 1e-9) good++;
    }
    return lab.expect(runs.length === RUNS && good === RUNS, { seen: `${good}/${RUNS}`, expected: `${RUNS}/${RUNS}`, where });
  },

  reproduz: async (lab) => {
    const where = { file: 'rastro.ts' };
    const runs = await lab.tracked((await lab.run()).runId);
    if (runs.length < RUNS) return lab.expect(false, { seen: `${runs.length}`, expected: `${RUNS}`, where });
    // One of each algorithm but the slowest to start, chosen by the session's seed.
    const chosen = ['random_forest', 'gradient_boosting', 'svm'].flatMap((algorithm) => {
      const own = runs.filter(({ params }) => params.algoritmo === algorithm).sort((a, b) => (a.runId < b.runId ? -1 : 1));
      return own.length === 0 ? [] : [own[lab.seed % own.length]!];
    });
    const execucoes = JSON.stringify(chosen.map(({ params, tags, metrics }) => ({ params, tags: own(tags), f1_macro: metrics.f1_macro })));
    const probe = await lab.probe('sondas/reproduz.ts', { datasets: COMFORT, params: { execucoes } });
    if (probe.status !== 'succeeded') return broken(lab, probe, where.file);
    const { refeitas = 0, outros_dados_aceitos: others = 1 } = probe.metrics;
    return lab.expect(refeitas === 3 && others === 0, { seen: `${refeitas}/3; ${others}`, expected: '3/3; 0', where });
  },

  consultas: async (lab) => {
    const where = { file: 'consultas.ts' };
    const run = await lab.run();
    const probe = await lab.probe('sondas/consultas.ts');
    if (probe.status !== 'succeeded') return broken(lab, probe, where.file);
    const asked = lab.tags(probe.runId);
    const all = await lab.tracked(run.runId);
    for (const [name, wanted] of Object.entries(QUESTIONS)) {
      const expected = all.filter(wanted).map(({ runId }) => runId);
      const found = await lab.tracked(run.runId, asked[`consulta.${name}`] ?? '').then(
        (runs) => runs.map(({ runId }) => runId),
        (error: unknown) => String(error),
      );
      const same = Array.isArray(found) && found.length === expected.length && expected.every((id) => found.includes(id));
      if (!same || expected.length === 0 || asked[`consulta.${name}`] === undefined)
        return lab.expect(false, { seen: `${name}: ${Array.isArray(found) ? found.length : found}`, expected: `${name}: ${expected.length}`, where });
    }
    return lab.expect(true, { seen: '3/3', expected: '3/3' });
  },

  portao: async (lab) => policy(lab, 'portao'),

  restauracao: async (lab) => policy(lab, 'historia'),

  linhagem: async (lab) => {
    const where = { file: 'promocao.ts' };
    const run = await lab.run();
    const model = lab.registered(await modelOf(run));
    const runs = new Map((await lab.tracked(run.runId)).map((tracked) => [tracked.runId, tracked]));
    const versions = model?.versions ?? [];
    const traced = versions.filter(({ trackingRunId, description }) => {
      const origin = runs.get(trackingRunId ?? '');
      const facts = [origin?.params.algoritmo, origin?.tags['dados.sha256'], origin && score(origin).toFixed(4)];
      return origin !== undefined && facts.every((fact) => fact !== undefined && description.includes(fact));
    });
    return lab.expect(versions.length >= 3 && traced.length === versions.length, {
      seen: `${traced.length}/${versions.length}`,
      expected: `${Math.max(3, versions.length)}/${Math.max(3, versions.length)}`,
      where,
    });
  },

  auditoria: async (lab) => {
    const where = { file: 'promocao.ts' };
    const run = await lab.run();
    const model = lab.registered(await modelOf(run));
    const moves = (model?.events ?? []).filter(({ kind, subject }) => kind === 'alias' && subject === 'champion');
    const written = Object.keys(model?.tags ?? {})
      .filter((key) => key.startsWith('auditoria.'))
      .sort()
      .map((key) => JSON.parse(model?.tags[key] ?? '{}') as { de?: string | null; para?: string });
    const equal =
      moves.length === written.length && moves.every(({ before, after }, i) => written[i]?.para === after && (written[i]?.de ?? null) === before);
    const back = moves.length >= 3 && model?.aliases.champion === moves[0]?.after;
    return lab.expect(equal && back, {
      seen: `${moves.map(({ after }) => `v${after}`).join(' → ') || '—'}; ${written.map(({ para }) => `v${para}`).join(' → ') || '—'}`,
      expected: 'v1 → v2 → v1; v1 → v2 → v1',
      where,
    });
  },
});

function score({ metrics }: TrackedRun): number {
  return Number(metrics.f1_macro ?? Number.NaN);
}

/** Tags that programs write; MLflow's own are left out. */
function own(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('mlflow.')));
}

async function modelOf(run: RunView): Promise<string> {
  const text = await run.artifact('promocao.registro').catch(() => '{}');
  return (JSON.parse(text) as { modelo?: string }).modelo ?? '—';
}

async function policy(lab: CheckLab, name: 'portao' | 'historia'): Promise<CheckVerdict> {
  const probe = await lab.probe('sondas/politica.ts');
  if (probe.status !== 'succeeded') return broken(lab, probe, 'politica.ts');
  const right = probe.metrics[name] ?? 0;
  const wrong = lab.tags(probe.runId)[name];
  return lab.expect(right === 6, { seen: `${right}/6${wrong ? `; ${wrong}` : ''}`, expected: '6/6', where: { file: 'politica.ts' } });
}

function broken(lab: CheckLab, probe: RunView, file: string): CheckVerdict {
  return lab.expect(false, { seen: `${probe.error?.code ?? probe.status}: ${probe.error?.message ?? ''}`, expected: 'succeeded', where: { file } });
}
