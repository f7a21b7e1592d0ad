/** The checks of 06-automl. Each reads what a run left: leaderboards with every fold, the split, the predictions of the exam. Nothing is believed that can be measured again. */
import { parse, stringify } from 'yaml';
import { type CheckLab, defineChecks, type RunView } from '../../src-main/workspaces/checks/define.ts';
import { macroF1, r2 } from './conferencia/notas.ts';
import { boardOf, finalists, linesOf, story, type Table, tables } from './conferencia/placar.ts';

const STEPS = ['divisao', ...tables.map((table) => `busca_${table}`), 'relatorio', 'prova'];
const PIPELINE = { file: 'pipeline.yaml' };
const TARGETS: Record<Table, string> = { carros: 'mpg', pinguins: 'species', conforto: 'sensacao' };
/** Rows of each data set with an answer. */
const KNOWN: Record<Table, number> = { carros: 398, pinguins: 344, conforto: 1720 };
/** What the team's default model reaches. */
const BASELINE: Record<Table, number> = { carros: 0.8, pinguins: 0.93, conforto: 0.5 };
const MOST_TRIALS = 40;
const study = (table: Table) => ({ file: `buscas/${table}.yaml` });
const boards = async (run: RunView) => Promise.all(tables.map(async (table) => ({ table, board: await boardOf(run, table) })));
const noBoards = (lab: CheckLab) =>
  lab.missing(
    tables.map((table) => `busca_${table}.placar`),
    study('carros'),
  );
const cell = (ok: boolean, text: string) => (ok ? text : `× ${text}`);

const keep = (text: string, ids: readonly string[]) => {
  const spec = parse(text) as { steps: { id: string }[] };
  return stringify({ ...spec, steps: spec.steps.filter(({ id }) => ids.includes(id)) });
};
// Equal runs are told by the text of their edits: each names its steps itself.
const splitAlone = (text: string) => keep(text, ['divisao']);
const quickSearches = (text: string) => keep(text, ['divisao', 'busca_carros', 'busca_pinguins']);

/** Some steps and no other; null where the learner has them not. */
async function part(lab: CheckLab, edit: (text: string) => string, ids: readonly string[], cache?: false): Promise<RunView | null> {
  const { steps } = await lab.spec();
  if (!ids.every((id) => steps.some((step) => step.id === id))) return null;
  return lab.run({ editFiles: { 'pipeline.yaml': edit }, ...(cache === false && { cache }) });
}

export default defineChecks({
  roda: async (lab) => {
    const run = await lab.run();
    const { steps } = await lab.spec();
    const has = [...steps.map(({ id }) => id), ...steps.flatMap(({ uses }) => uses ?? [])];
    const wanted = [...STEPS, 'register'];
    const missing = wanted.filter((id) => !has.includes(id));
    const broken = run.error ? `${run.error.step ?? ''} ${run.error.code}: ${run.error.message}`.trim() : run.status;
    return lab.expect(run.status === 'succeeded' && missing.length === 0, {
      seen: [broken, ...missing.map((id) => `− ${id}`)].join(', '),
      expected: `succeeded, ${wanted.join(', ')}`,
      where: run.error?.file ? { file: run.error.file, ...(run.error.line ? { line: run.error.line } : {}) } : PIPELINE,
    });
  },

  'teste-trancado': async (lab) => {
    const { steps } = await lab.spec();
    const run = await part(lab, splitAlone, ['divisao']);
    const readers = (output: string) => steps.filter(({ inputs }) => Object.values(inputs).includes(output)).map(({ id }) => id);
    const found = await Promise.all(
      tables.map(async (table) => {
        const [search, exam] = await Promise.all([run && linesOf(run, `divisao.${table}`), run && linesOf(run, `divisao.${table}_teste`)]);
        const who = readers(`divisao.${table}_teste`);
        const whole = readers(`dataset:${table === 'pinguins' ? 'penguins' : table}`);
        const [n, m] = [search?.length ?? 0, exam?.length ?? 0];
        const share = m / Math.max(1, n + m);
        const ok = n + m === KNOWN[table] && share >= 0.2 && share <= 0.4 && who.join() === 'prova' && whole.join() === 'divisao';
        return cell(ok, `${table} ${n} + ${m} → ${[...who, ...whole.filter((id) => id !== 'divisao')].join(', ') || '—'}`);
      }),
    );
    return lab.expect(!found.some((text) => text.startsWith('×')), {
      seen: found.join('; '),
      expected: tables.map((table) => `${table}: ${KNOWN[table]}, 20–40 % → prova`).join('; '),
      where: { file: 'passos/divisao.ts' },
    });
  },

  'linha-de-base': async (lab) => {
    const run = await lab.run();
    const lines = (await linesOf(run, 'prova.previsoes')) ?? [];
    const found = await Promise.all(
      tables.map(async (table) => {
        const mine = lines.filter((line) => line.tabela === table);
        const exam = (await linesOf(run, `divisao.${table}_teste`)) ?? [];
        const same = mine.length === exam.length && mine.every(({ real }, i) => String(real) === String(exam[i]![TARGETS[table]]));
        if (mine.length === 0 || !same) return { ok: false, text: `${table} — (${mine.length}/${exam.length})` };
        const [actual, predicted] = [mine.map(({ real }) => real), mine.map(({ previsto }) => previsto)];
        const grade = table === 'carros' ? r2(actual.map(Number), predicted.map(Number)) : macroF1(actual.map(String), predicted.map(String));
        const trials = (await boardOf(run, table))?.rows.filter(({ members }) => members === null).length ?? 0;
        return { ok: grade >= BASELINE[table] && trials > 0 && trials <= MOST_TRIALS, text: `${table} ${grade.toFixed(3)} (${trials})` };
      }),
    );
    return lab.expect(
      found.every(({ ok }) => ok),
      {
        seen: found.map(({ ok, text }) => cell(ok, text)).join('; '),
        expected: tables.map((table) => `${table} ≥ ${BASELINE[table]} (≤ ${MOST_TRIALS})`).join('; '),
        where: { file: 'passos/prova.ts' },
      },
    );
  },

  poda: async (lab) => {
    const made = await boards(await lab.run());
    if (made.every(({ board }) => !board)) return noBoards(lab);
    const found = made.map(({ table, board }) => {
      const { spentMs = 0, wholeMs = 0, share = 0 } = board?.saved ?? {};
      return { table, ok: share >= 0.4, text: `${table} ${Math.round(100 * share)} % (${Math.round(spentMs)}/${Math.round(wholeMs)} ms)` };
    });
    return lab.expect(
      found.every(({ ok }) => ok),
      {
        seen: found.map(({ ok, text }) => cell(ok, text)).join('; '),
        expected: '≥ 40 %',
        where: study(found.find(({ ok }) => !ok)?.table ?? 'carros'),
      },
    );
  },

  'validacao-repetida': async (lab) => {
    const made = await boards(await lab.run());
    if (made.every(({ board }) => !board)) return noBoards(lab);
    const found = made.map(({ table, board }) => {
      if (!board) return { table, ok: false, text: `${table} —` };
      const last = finalists(board);
      const sign = ['log_loss', 'rmse', 'mae'].includes(board.study.objective.metric) ? -1 : 1;
      const best = Math.max(...last.map(({ confirmed }) => sign * confirmed!));
      const chosen = last.find(({ number }) => number === board.chosen);
      const honest =
        chosen !== undefined && sign * chosen.confirmed! >= best - board.study.objective.tolerance - 1e-9 && board.study.objective.tolerance <= 0.02;
      const ok = board.study.validation.repeats >= 2 && last.length >= 2 && honest;
      return { table, ok, text: `${table} ${board.study.validation.repeats}×${board.study.validation.folds}, ${last.length}` };
    });
    return lab.expect(
      found.every(({ ok }) => ok),
      {
        seen: found.map(({ ok, text }) => cell(ok, text)).join('; '),
        expected: '≥ 2×3, ≥ 2',
        where: study(found.find(({ ok }) => !ok)?.table ?? 'carros'),
      },
    );
  },

  objetivo: async (lab) => {
    const made = await boards(await lab.run());
    if (made.every(({ board }) => !board)) return noBoards(lab);
    const found = made.map(({ table, board }) => {
      const { limits = {}, prefer } = board?.study.objective ?? {};
      const limit = limits.latency_us ?? Number.POSITIVE_INFINITY;
      const chosen = board?.rows.find(({ number }) => number === board.chosen);
      const ok = chosen !== undefined && limit <= 5000 && prefer !== undefined && chosen.broken.length === 0;
      return { table, ok, text: `${table} ≤ ${Number.isFinite(limit) ? limit : '—'} µs, ${prefer ?? '—'}, ${chosen?.broken.join(' ') || 'ok'}` };
    });
    return lab.expect(
      found.every(({ ok }) => ok),
      {
        seen: found.map(({ ok, text }) => cell(ok, text)).join('; '),
        expected: 'latency_us ≤ 5000, prefer: bytes | latency_us, ok',
        where: study(found.find(({ ok }) => !ok)?.table ?? 'carros'),
      },
    );
  },

  'sem-vazamento': async (lab) => {
    const run = await lab.probe('sondas/preparo.ts', { datasets: { carros: 'carros', pinguins: 'penguins', conforto: 'conforto' } });
    const found = tables.map((table) => ({ table, rows: run.metrics[`dependentes_${table}`] }));
    const worst = found.find(({ rows }) => rows !== 0);
    return lab.expect(run.status === 'succeeded' && !worst, {
      seen: run.error ? run.error.message : found.map(({ table, rows }) => `${table} ${rows ?? '—'}`).join(', '),
      expected: tables.map((table) => `${table} 0`).join(', '),
      where: { file: `buscas/${worst?.table ?? 'carros'}.ts` },
    });
  },

  explicado: async (lab) => {
    const run = await lab.run();
    const text = await run.artifact('relatorio.relatorio').catch(() => '{}');
    const told = JSON.parse(text) as Partial<
      Record<Table, { escolhida?: number; parametro_que_mais_pesa?: string; otimismo?: number; podadas?: number }>
    >;
    const found = (await boards(run)).map(({ table, board }) => {
      const mine = told[table] ?? {};
      const pruned = board?.rows.filter(({ state }) => state === 'pruned').length;
      const ok =
        board !== null &&
        board.chosen !== null &&
        mine.escolhida === board.chosen &&
        mine.parametro_que_mais_pesa === board.importances[0]?.param &&
        Math.abs((mine.otimismo ?? Number.NaN) - (board.optimism ?? 0)) < 1e-6 &&
        mine.podadas === pruned;
      return cell(
        ok,
        `${table} #${mine.escolhida ?? '—'}, ${mine.parametro_que_mais_pesa ?? '—'}, ${mine.otimismo?.toFixed(4) ?? '—'}, ${mine.podadas ?? '—'}`,
      );
    });
    const wanted = (await boards(run)).map(({ table, board }) => {
      const pruned = board?.rows.filter(({ state }) => state === 'pruned').length ?? '—';
      return `${table} #${board?.chosen ?? '—'}, ${board?.importances[0]?.param ?? '—'}, ${board?.optimism?.toFixed(4) ?? '—'}, ${pruned}`;
    });
    return lab.expect(!found.some((one) => one.startsWith('×')), {
      seen: found.join('; '),
      expected: wanted.join('; '),
      where: { file: 'passos/relatorio.ts' },
    });
  },

  reprodutivel: async (lab) => {
    const ids = ['divisao', 'busca_carros', 'busca_pinguins'];
    const [first, second] = [await part(lab, quickSearches, ids), await part(lab, quickSearches, ids, false)];
    const changed: string[] = [];
    for (const table of ['carros', 'pinguins'] as const) {
      const [a, b] = await Promise.all([first, second].map((run) => run && boardOf(run, table)));
      if (!a || story(a) !== story(b ?? null)) changed.push(`busca_${table}`);
    }
    return lab.expect(changed.length === 0, { seen: changed.join(', ') || '0', expected: '0', where: { file: 'buscas/tabela.ts' } });
  },

  retoma: async (lab) => {
    const first = await lab.run();
    const run = await lab.run({ interruptAt: 'busca_conforto' });
    const [a, b] = await Promise.all([boardOf(first, 'conforto'), boardOf(run, 'conforto')]);
    const same = a !== null && story(a) === story(b);
    const kept = run.steps.filter(({ id, cached }) => cached && id.startsWith('busca_')).length;
    return lab.expect(run.status === 'succeeded' && same && kept === 2, {
      seen: `${run.status}, ${same ? '=' : '≠'}, ${kept}`,
      expected: 'succeeded, =, 2',
      where: PIPELINE,
    });
  },

  registrado: async (lab) => {
    const run = await lab.run();
    const { steps } = await lab.spec();
    const register = steps.find(({ uses }) => uses === 'register');
    const source = Object.values(register?.inputs ?? {})[0];
    const late = register?.needs.includes('prova') ?? false;
    const early = (steps.find(({ id }) => id === 'prova')?.needs ?? []).includes('relatorio');
    return lab.expect(run.model?.name === 'conforto-automl' && source === 'busca_conforto.modelo' && late && early, {
      seen: `${run.model?.name ?? '—'}, ${source ?? '—'}, ${early ? 'relatorio → ' : ''}${late ? 'prova → ' : ''}registro`,
      expected: 'conforto-automl, busca_conforto.modelo, relatorio → prova → registro',
      where: PIPELINE,
    });
  },
});
