/** The checks of 03-pipelines. Each looks at what a run does: its artifacts, the states of its steps, its behaviour under a spoiled batch or a failure. */
import { parse, stringify } from 'yaml';
import { type CheckLab, defineChecks, type PipelineView, type RunView } from '../../src-main/workspaces/checks/define.ts';
import { ancestors, baseId, count, ended, inputsBehind, instances, rows, statusOf } from './conferencia/leitura.ts';
import { batch } from './conferencia/lotes.ts';
import { lowEnd, rateBy, rocAuc } from './conferencia/medidas.ts';

const STEPS = ['ingestao', 'validacao', 'divisao', 'atributos', 'treino', 'avaliacao', 'escolha', 'teste'];
const ALGORITHMS = ['gradient_boosting', 'logistic_regression', 'mlp', 'random_forest'];
const PARTS = ['treino', 'ajuste', 'teste'];
const PIPELINE = { file: 'pipeline.yaml' };
const FIRST_ATTEMPT_FAILS = `import { readFileSync as lerContexto } from 'node:fs';
if (JSON.parse(lerContexto(process.env.LAB_CONTEXT ?? '', 'utf8')).run.attempt === 1) throw new Error('falha passageira, posta pelo laboratório');
`;
function withSteps(text: string, ids: ReadonlySet<string>): string {
  const spec = parse(text) as { steps: { id: string }[] };
  return stringify({ ...spec, steps: spec.steps.filter(({ id }) => ids.has(id)) });
}

const FEW_TREES = { arvores: 12 };

/** The step of the learner's own that ends the work. */
function lastOf({ steps }: PipelineView): PipelineView['steps'][number] {
  const own = steps.filter(({ run }) => run !== undefined);
  return own.find(({ id }) => id === 'teste') ?? own.at(-1)!;
}

/**
 * With another number of trees, and broken off at its last step: what need not run again must come from the cache, what had ended must not be lost, and what comes
 * out must be what a run from nothing gives. Three checks look at it, for it trains every model.
 */
async function interruptedWithFewTrees(lab: CheckLab): Promise<RunView> {
  await lab.run();
  return lab.run({ params: FEW_TREES, interruptAt: lastOf(await lab.spec()).id });
}

export default defineChecks({
  roda: async (lab) => {
    const run = await lab.run();
    const spec = await lab.spec();
    const has = [...spec.steps.map((s) => s.id), ...spec.steps.flatMap((s) => s.uses ?? [])];
    const wanted = [...STEPS, 'register', 'deploy'];
    const missing = wanted.filter((id) => !has.includes(id));
    const broken = run.error ? `${run.error.step ?? ''} ${run.error.code}: ${run.error.message}`.trim() : run.status;
    return lab.expect(run.status === 'succeeded' && missing.length === 0, {
      seen: [broken, ...missing.map((id) => `− ${id}`)].join(', '),
      expected: `succeeded, ${wanted.join(', ')}`,
      where: run.error?.file ? { file: run.error.file, ...(run.error.line ? { line: run.error.line } : {}) } : PIPELINE,
    });
  },

  quarentena: async (lab) => {
    const spec = await lab.spec();
    if (!spec.steps.some(({ id }) => id === 'validacao'))
      return lab.missing(['validacao.validos', 'validacao.quarentena'], { file: 'passos/validacao.ts' });
    // What comes after is not asked about: nothing is trained on a made-up batch.
    const asked = new Set([...ancestors(spec, 'validacao'), 'validacao']);
    const upToIt = (text: string) => withSteps(text, asked);
    const run = await lab.run({ replaceDatasets: { 'flights-20k': batch(3000, 30, lab.seed) }, editFiles: { 'pipeline.yaml': upToIt } });
    const aside = await count(run, 'validacao.quarentena');
    const onward = await count(run, 'validacao.validos');
    return lab.expect(ended(statusOf(run, 'validacao')) && aside === 30 && onward === 2970, {
      seen: `validacao=${statusOf(run, 'validacao')}, quarentena=${aside}, validos=${onward}`,
      expected: 'validacao=succeeded, quarentena=30, validos=2970',
      where: { file: 'passos/validacao.ts' },
    });
  },

  'lote-envenenado': async (lab) => {
    const run = await lab.run({ replaceDatasets: { 'flights-20k': batch(3000, 900, lab.seed) } });
    if (statusOf(run, 'validacao') === '—') return lab.missing(['validacao.validos', 'validacao.quarentena'], { file: 'passos/validacao.ts' });
    const aside = await count(run, 'validacao.quarentena');
    const trained = instances(run, 'treino').some((s) => ended(s.status));
    return lab.expect(run.status === 'failed' && statusOf(run, 'validacao') === 'failed' && !trained && aside === 900, {
      seen: `validacao=${statusOf(run, 'validacao')}, treino=${statusOf(run, 'treino')}, quarentena=${aside}`,
      expected: 'validacao=failed, treino=skipped, quarentena=900',
      where: { file: 'passos/validacao.ts' },
    });
  },

  'divisao-no-tempo': async (lab) => {
    const run = await lab.run();
    const parts = await Promise.all(PARTS.map((part) => rows(run, `divisao.${part}`)));
    const none = PARTS.filter((_, i) => !parts[i]).map((part) => `divisao.${part}`);
    if (none.length > 0) return lab.missing(none, { file: 'passos/divisao.ts' });
    const spans = parts.map((part) => {
      const dates = (part ?? []).map((flight) => String(flight.date)).sort();
      return { count: dates.length, first: dates[0] ?? '—', last: dates.at(-1) ?? '—' };
    });
    const total = spans.reduce((sum, s) => sum + s.count, 0);
    const ordered = spans.every((s, i) => i === 0 || spans[i - 1]!.last <= s.first);
    const sized = spans.every((s) => s.count >= 0.1 * total) && total === (await count(run, 'validacao.validos'));
    return lab.expect(total > 0 && ordered && sized, {
      seen: spans.map((s, i) => `${PARTS[i]} ${s.first} → ${s.last} (${s.count})`).join('; '),
      expected: 'treino ≤ ajuste ≤ teste',
      where: { file: 'passos/divisao.ts' },
    });
  },

  'sem-vazamento': async (lab) => {
    const run = await lab.run();
    const known = await rows(run, 'atributos.treino');
    const future = await rows(run, 'atributos.teste');
    const scored = await rows(run, 'teste.previsoes');
    const where = { file: 'passos/atributos.ts' };
    if (!known?.length || !future?.length) return lab.missing(['atributos.treino', 'atributos.teste'], where);
    const late = (row: Record<string, unknown>) => row.atrasou === 'sim';
    const actual = future.map(late);
    const powers = Object.keys(known[0]!)
      .filter((column) => column !== 'atrasou')
      .map((column) => {
        const numeric = known.every((row) => typeof row[column] === 'number');
        const rate = rateBy(known, (row) => row[column], late);
        const auc = rocAuc(
          actual,
          future.map((row) => (numeric ? Number(row[column]) : rate(row))),
        );
        return { column, auc: Math.max(auc, 1 - auc) };
      })
      .concat(
        scored?.length === future.length
          ? [
              {
                column: 'teste.previsoes',
                auc: rocAuc(
                  actual,
                  scored.map((row) => Number(row.probabilidade)),
                ),
              },
            ]
          : [],
      )
      .sort((a, b) => b.auc - a.auc);
    const worst = powers[0];
    const both = actual.includes(true) && actual.includes(false);
    return lab.expect(both && worst !== undefined && worst.auc < 0.9, {
      seen: worst && both ? `${worst.column}: ${worst.auc.toFixed(2)}` : '—',
      expected: '< 0.90',
      where,
    });
  },

  matriz: async (lab) => {
    const run = await lab.run();
    const spec = await lab.spec();
    if (instances(run, 'treino').length === 0) return lab.missing(['treino.modelo'], PIPELINE);
    const asked = (spec.steps.find((s) => s.id === 'treino')?.matrix.algoritmo ?? []).map(String).sort();
    const done = instances(run, 'treino').filter((s) => ended(s.status)).length;
    return lab.expect(ALGORITHMS.every((a) => asked.includes(a)) && done >= ALGORITHMS.length, {
      seen: `${asked.join(', ') || '—'} (${done})`,
      expected: `${ALGORITHMS.join(', ')} (${ALGORITHMS.length})`,
      where: PIPELINE,
    });
  },

  'escolha-honesta': async (lab) => {
    const spec = await lab.spec();
    if (!spec.steps.some(({ id }) => id === 'escolha')) return lab.missing(['escolha.modelo'], PIPELINE);
    const read = [...new Set(inputsBehind(spec, 'escolha', new Set(['atributos'])))].filter((input) =>
      /^(atributos|divisao|validacao|ingestao)\./.test(input),
    );
    const honest = read.includes('atributos.ajuste') && !read.some((input) => input.endsWith('.teste'));
    return lab.expect(honest, { seen: read.join(', ') || '—', expected: 'atributos.treino, atributos.ajuste', where: PIPELINE });
  },

  'melhor-que-ingenuo': async (lab) => {
    const run = await lab.run();
    const known = await rows(run, 'divisao.treino');
    const future = await rows(run, 'divisao.teste');
    const scored = await rows(run, 'teste.previsoes');
    const where = { file: 'passos/teste.ts' };
    if (!known?.length || !future?.length || !scored) return lab.missing(['divisao.treino', 'divisao.teste', 'teste.previsoes'], where);
    if (scored.length !== future.length) {
      return lab.expect(false, { seen: `teste.previsoes: ${scored.length}`, expected: `divisao.teste: ${future.length}`, where });
    }
    const late = (row: Record<string, unknown>) => Number(row.delay) > 15;
    const actual = future.map(late);
    const naive = rocAuc(actual, future.map(rateBy(known, (row) => row.origin, late)));
    const low = lowEnd(
      actual,
      scored.map((row) => Number(row.probabilidade)),
      lab.seed,
    );
    const logged = run.metrics.roc_auc;
    const mine = rocAuc(
      actual,
      scored.map((row) => Number(row.probabilidade)),
    );
    const agree = logged !== undefined && Math.abs(logged - mine) < 0.002;
    return lab.expect(low > naive && agree, {
      seen: `ROC-AUC ${mine.toFixed(3)} [≥ ${low.toFixed(3)}], roc_auc=${logged?.toFixed(3) ?? '—'}`,
      expected: `> ${naive.toFixed(3)}, roc_auc=${mine.toFixed(3)}`,
      where,
    });
  },

  'cache-completo': async (lab) => {
    await lab.run();
    const again = await lab.run({ cache: true });
    const executed = again.steps.filter((s) => !s.cached && s.status !== 'skipped').map((s) => s.id);
    return lab.expect(again.status === 'succeeded' && executed.length === 0, {
      seen: executed.join(', ') || (again.status === 'succeeded' ? '0' : again.status),
      expected: '0',
      where: PIPELINE,
    });
  },

  'so-o-necessario': async (lab) => {
    const spec = await lab.spec();
    if (!spec.steps.some(({ id }) => id === 'treino')) return lab.missing(['treino.modelo'], PIPELINE);
    const run = await interruptedWithFewTrees(lab);
    const before = ancestors(spec, 'treino');
    const repeated = new Set(run.steps.filter((s) => before.has(baseId(s.id)) && !s.cached).map((s) => baseId(s.id)));
    const trained = instances(run, 'treino').filter((s) => !s.cached).length;
    const chain = spec.steps.filter((s) => before.has(s.id)).map(({ id }) => (repeated.has(id) ? `${id} ×` : id));
    return lab.expect(before.size >= 4 && repeated.size === 0 && trained > 0, {
      seen: `${chain.join(', ') || '—'} → treino (${trained})`,
      expected: 'ingestao, validacao, divisao, atributos → treino (4)',
      where: PIPELINE,
    });
  },

  reprodutivel: async (lab) => {
    const first = await interruptedWithFewTrees(lab);
    const second = await lab.run({ params: FEW_TREES, cache: false });
    const changed = Object.keys(first.metrics).filter((key) => first.metrics[key] !== second.metrics[key]);
    for (const reference of ['divisao.treino', 'atributos.treino', 'teste.previsoes']) {
      const [a, b] = await Promise.all([first, second].map((run) => run.artifact(reference).catch(() => null)));
      if (a === null || a !== b) changed.push(reference);
    }
    return lab.expect(changed.length === 0, { seen: changed.slice(0, 6).join(', ') || '0', expected: '0' });
  },

  'repete-falha': async (lab) => {
    const run = await lab.run({ editFiles: { 'passos/ingestao.ts': (text) => FIRST_ATTEMPT_FAILS + text } });
    const step = instances(run, 'ingestao')[0];
    return lab.expect(run.status === 'succeeded' && step !== undefined && step.attempts >= 2, {
      seen: `ingestao=${statusOf(run, 'ingestao')}, ${step?.attempts ?? 0}×`,
      expected: 'ingestao=succeeded, ≥ 2×',
      where: PIPELINE,
    });
  },

  retoma: async (lab) => {
    const spec = await lab.spec();
    const last = lastOf(spec);
    const run = await interruptedWithFewTrees(lab);
    const kept = run.steps.filter(
      (s) => baseId(s.id) !== last.id && ended(s.status) && s.attempts <= 1 && ancestors(spec, last.id).has(baseId(s.id)),
    );
    return lab.expect(run.status === 'succeeded' && kept.length >= 8, {
      seen: `${run.status}, ${kept.length}`,
      expected: 'succeeded, ≥ 8',
      where: PIPELINE,
    });
  },

  registrado: async (lab) => {
    const run = await lab.run();
    const files = await lab.files();
    const text = parse(files['pipeline.yaml'] ?? '') as { steps?: { uses?: string; with?: Record<string, string> }[] };
    const register = text.steps?.find((s) => s.uses === 'register')?.with;
    const spec = await lab.spec();
    const deploy = spec.steps.find((s) => s.uses === 'deploy');
    const served = deploy !== undefined && ended(statusOf(run, deploy.id));
    const gated = ancestors(spec, spec.steps.find((s) => s.uses === 'register')?.id ?? '').has('teste');
    return lab.expect(run.model?.name === 'atrasos-voos' && register?.alias === 'champion' && served && gated, {
      seen: `${run.model ? `${run.model.name} v${run.model.version}` : '—'} @${register?.alias ?? '—'}, deploy=${deploy ? statusOf(run, deploy.id) : '—'}, ${gated ? 'teste → registro' : 'registro'}`,
      expected: 'atrasos-voos @champion, deploy=succeeded, teste → registro',
      where: PIPELINE,
    });
  },
});
