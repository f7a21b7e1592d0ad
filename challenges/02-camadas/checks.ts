/** The checks of challenge 02. The graph is read from the code; everything else is what layers do when others stand below them. */
import { type CheckLab, type CheckVerdict, defineChecks, type RunView } from '../../src-main/workspaces/checks/define.ts';
import { graphOf, misplaced, testImports } from './camadas.ts';
import { MUTANTS } from './mutantes.ts';

const COMFORT = { datasets: { conforto: 'conforto' } };
const ROWS = 1720;
const REQUEST = {
  temp_ar: 24.5,
  umidade: 60,
  vel_ar: 0.1,
  temp_parede: 24.3,
  temp_bulbo_umido: null,
  radiacao_solar: 300,
  temp_externa: 22,
  umidade_externa: 65,
  vento_externo: 2,
  pressao: 913,
  metabolismo: 1.2,
  vestimenta: 0.6,
  idade: 35,
  imc: 24,
  dist_janela: 4,
  climatizacao: 'misto',
};

interface Report {
  algoritmo?: string;
  fonte?: string;
  f1_macro?: number;
  perClass?: Record<string, { support: number }>;
  confusion?: Record<string, Record<string, number>>;
}

export default defineChecks({
  roda: async (lab) => {
    const run = await lab.run();
    const report = await reportOf(run);
    const judged = Object.values(report.perClass ?? {}).reduce((sum, { support }) => sum + support, 0);
    const error = run.error ? `${run.error.step ?? ''} ${run.error.code}: ${run.error.message}`.trim() : run.status;
    return lab.expect(run.status === 'succeeded' && judged === ROWS, {
      seen: `${error}, Σ support = ${judged}`,
      expected: `succeeded, Σ support = ${ROWS}`,
      where: { file: run.error?.file ?? 'main.ts', ...(run.error?.line ? { line: run.error.line } : {}) },
    });
  },

  camadas: async (lab) => {
    const files = await lab.files();
    const wrong = misplaced(graphOf(files), files);
    return lab.expect(wrong.length === 0, {
      seen:
        wrong
          .slice(0, 4)
          .map(({ text }) => text)
          .join('; ') || '0',
      expected: 'api → aplicacao → modelo → features → dados',
      where: { file: wrong[0]?.file ?? 'main.ts' },
    });
  },

  injecao: async (lab) => {
    const probe = await lab.probe('sondas/injecao.ts', COMFORT);
    if (probe.status !== 'succeeded') return broken(lab, probe, 'contratos.ts');
    return lab.expect(probe.metrics.camadas === 4, {
      seen: `${probe.metrics.camadas}/4${said(lab, probe, 'falhas')}`,
      expected: '4/4',
      where: { file: 'contratos.ts' },
    });
  },

  stull: async (lab) => formula(lab, 'stull', 'features/bulbo-umido.ts'),

  'media-movel': async (lab) => formula(lab, 'media_movel', 'features/media-movel.ts'),

  'caminho-unico': async (lab) => {
    const probe = await lab.probe('sondas/injecao.ts', COMFORT);
    const where = { file: 'features/index.ts' };
    if (probe.status !== 'succeeded') return broken(lab, probe, where.file);
    const { treino_igual_pedido: same = 0, sozinha_igual_junta: alone = 0, bulbo_preenchido: open = ROWS } = probe.metrics;
    return lab.expect(same === ROWS && alone === 200 && open === 0, {
      seen: `treino = preparar: ${same}/${ROWS}; sozinha = junta: ${alone}/200; temp_bulbo_umido null: ${open}`,
      expected: `${ROWS}/${ROWS}; 200/200; 0`,
      where,
    });
  },

  'troca-dados': async (lab) => {
    const where = { file: 'dados/index.ts' };
    const probe = await lab.probe('sondas/fontes.ts');
    if (probe.status !== 'succeeded') return broken(lab, probe, where.file);
    const { csv = 0, diario = 0 } = probe.metrics;
    if (csv + diario < 2) return lab.expect(false, { seen: `csv: ${csv}, diario: ${diario}`, expected: 'csv: 1, diario: 1', where });
    const base = await reportOf(await lab.run());
    const swapped = await lab.run({ editFiles: { 'config/base.yaml': (text) => text.replace(/fonte:\s*csv/, 'fonte: diario') } });
    const other = await reportOf(swapped);
    const same = JSON.stringify(base.confusion) === JSON.stringify(other.confusion);
    return lab.expect(swapped.status === 'succeeded' && other.fonte === 'diario' && same, {
      seen: `${swapped.status}, fonte: ${other.fonte ?? '—'}, ${same ? '=' : '≠'}`,
      expected: 'succeeded, fonte: diario, =',
      where,
    });
  },

  'troca-modelo': async (lab) => {
    const where = { file: 'modelo/index.ts' };
    const base = await reportOf(await lab.run());
    const run = await lab.run({ editFiles: { 'config/base.yaml': (text) => text.replace(/algoritmo:\s*svm/, 'algoritmo: random_forest') } });
    const other = await reportOf(run);
    const same = JSON.stringify(base.confusion) === JSON.stringify(other.confusion);
    return lab.expect(run.status === 'succeeded' && base.algoritmo === 'svm' && other.algoritmo === 'random_forest' && !same, {
      seen: `${base.algoritmo ?? '—'} → ${run.status} ${other.algoritmo ?? '—'}, ${same ? '=' : '≠'}`,
      expected: 'svm → succeeded random_forest, ≠',
      where,
    });
  },

  config: async (lab) => {
    const probe = await lab.probe('sondas/config.ts');
    if (probe.status !== 'succeeded') return broken(lab, probe, 'config.ts');
    const { config: right = 0, config_casos: cases = 0 } = probe.metrics;
    return lab.expect(cases > 0 && right === cases, {
      seen: `${right}/${cases}${said(lab, probe, 'config')}`,
      expected: `${cases}/${cases}`,
      where: { file: 'config.ts' },
    });
  },

  testes: async (lab) => {
    const files = await lab.files();
    const foreign = testImports(files);
    if (foreign.length > 0)
      return lab.expect(false, {
        seen: foreign.slice(0, 3).join('; '),
        expected: 'testes/X.ts → X/, contratos.ts',
        where: { file: 'testes/rodar.ts' },
      });
    const run = await lab.run();
    if (run.steps.find(({ id }) => id === 'testes')?.status !== 'succeeded' && run.steps.find(({ id }) => id === 'testes')?.status !== 'cached')
      return lab.expect(false, { seen: 'testes: —', expected: 'testes: succeeded', where: { file: 'testes/rodar.ts' } });
    for (const { file, text, name } of MUTANTS) {
      const spoiled = await lab.run({ editFiles: { [file]: () => text } });
      const caught = spoiled.steps.some(({ id, status }) => id === 'testes' && status === 'failed');
      if (!caught) return lab.expect(false, { seen: name, expected: `testes: failed (${file})`, where: { file: `testes/${file.split('/')[0]}.ts` } });
    }
    return lab.expect(true, { seen: `${MUTANTS.length}/${MUTANTS.length}`, expected: `${MUTANTS.length}/${MUTANTS.length}` });
  },

  'f1-macro': async (lab) => {
    const run = await lab.run();
    const where = { file: 'features/index.ts' };
    const probe = await lab.probe('sondas/qualidade.ts', COMFORT);
    if (probe.status !== 'succeeded') return broken(lab, probe, where.file);
    const logged = run.metrics.f1_macro ?? 0;
    const { f1_macro: ours = 0, accuracy = 0 } = probe.metrics;
    const reported = (await reportOf(run)).f1_macro ?? Number.NaN;
    // Seventeen votes of the hottest class make the macro F1 of half the rows waver; the share of right answers does not.
    const ok = logged >= 0.8 && Math.abs(logged - reported) < 1e-6 && ours >= 0.7 && accuracy >= 0.86;
    return lab.expect(ok, {
      seen: `f1_macro = ${logged.toFixed(3)} (sonda: ${ours.toFixed(3)}, accuracy ${accuracy.toFixed(3)})`,
      expected: '≥ 0.800 (≥ 0.700, ≥ 0.860)',
      where,
    });
  },

  servico: async (lab) => {
    const where = { file: 'api/index.ts' };
    const service = await lab.service();
    const alone = await service.fetch('/predict', { method: 'POST', body: REQUEST });
    const label = (alone.body as { label?: string } | null)?.label ?? '';
    if (alone.status !== 200 || !['-1', '0', '1'].includes(label))
      return lab.expect(false, { seen: `${alone.status} ${label}`, expected: '200 −1 … 1', where });
    for (const [field, row] of [
      ['temp_ar', { ...REQUEST, temp_ar: 300 }],
      ['umidade', { ...REQUEST, umidade: 'alta' }],
      ['climatizacao', { ...REQUEST, climatizacao: 'ventilador' }],
      ['vestimenta', { ...REQUEST, vestimenta: undefined }],
    ] as const) {
      const answer = await service.fetch('/predict', { method: 'POST', body: row });
      const named = (answer.body as { error?: { field?: string } } | null)?.error?.field === field;
      if (answer.status !== 422 || !named) return lab.expect(false, { seen: `${field} → ${answer.status}`, expected: `422 ${field}`, where });
    }
    return lab.expect(true, { seen: '200, 422', expected: '200, 422' });
  },
});

async function formula(lab: CheckLab, name: 'stull' | 'media_movel', file: string): Promise<CheckVerdict> {
  const probe = await lab.probe('sondas/formulas.ts');
  if (probe.status !== 'succeeded') return broken(lab, probe, file);
  const [right, cases] = [probe.metrics[name] ?? 0, probe.metrics[`${name}_casos`] ?? 0];
  return lab.expect(cases > 0 && right === cases, {
    seen: `${right}/${cases}${said(lab, probe, name)}`,
    expected: `${cases}/${cases}`,
    where: { file },
  });
}

/** What the probe said of the first wrong case, or nothing. */
function said(lab: CheckLab, probe: RunView, tag: string): string {
  const text = lab.tags(probe.runId)[tag];
  return text ? `; ${text}` : '';
}

async function reportOf(run: RunView): Promise<Report> {
  return JSON.parse(await run.artifact('treino.relatorio').catch(() => '{}'));
}

function broken(lab: CheckLab, probe: RunView, file: string): CheckVerdict {
  return lab.expect(false, {
    seen: `${probe.error?.code ?? probe.status}: ${probe.error?.message ?? ''}`,
    expected: 'succeeded',
    where: { file: probe.error?.file && !probe.error.file.startsWith('sondas/') ? probe.error.file : file },
  });
}
