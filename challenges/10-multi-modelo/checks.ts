/** The checks of 10-multi-modelo: the run's files, then the composed model behind a real address: who answers, who is missed, where the traffic goes. */
import { expectedPrice } from '../../src-main/catalog/imoveis.ts';
import { type CheckLab, type CheckVerdict, defineChecks } from '../../src-main/workspaces/checks/define.ts';
import { type Answer, askAll, error, FIELDS, graphOf, lowGain, nodesOf, type Row, request, rowsOf } from './leitura.ts';

const GRAPH = { file: 'grafo.ts' };
const STACKING = { file: 'passos/empilhamento.ts' };
const REPORT = { file: 'passos/avaliacao.ts' };
const NAME = 'precos-por-bairro';

const share = (value: number) => value.toFixed(3);
const ended = async (lab: CheckLab) => {
  const run = await lab.run();
  const text = run.error ? `${run.error.step ?? ''} ${run.error.code}: ${run.error.message}`.trim() : run.status;
  return { run, text, fine: run.status === 'succeeded' && run.model?.name === NAME };
};

/** What needs the learner's model served is failed, not broken, while there is none. */
function served(check: (lab: CheckLab) => Promise<CheckVerdict>) {
  return async (lab: CheckLab): Promise<CheckVerdict> => {
    const { fine, text } = await ended(lab);
    return fine ? check(lab) : lab.expect(false, { seen: text, expected: `${NAME} @champion`, where: GRAPH });
  };
}

async function testRows(lab: CheckLab, count: number): Promise<Row[]> {
  return ((await rowsOf(await lab.run(), 'dados.teste')) ?? []).slice(0, count);
}

export default defineChecks({
  roda: async (lab) => {
    const { run, text, fine } = await ended(lab);
    const spec = await lab.spec();
    const missing = ['dados', 'membros', 'empilhamento', 'grafo', 'avaliacao'].filter((id) => !spec.steps.some((step) => step.id === id));
    const where = run.error?.file ? { file: run.error.file, ...(run.error.line && { line: run.error.line }) } : { file: 'pipeline.yaml' };
    return lab.expect(fine && missing.length === 0, {
      seen: [text, `${run.model?.name ?? '—'}`, ...missing.map((id) => `− ${id}`)].join(', '),
      expected: `succeeded, ${NAME}`,
      where,
    });
  },

  'melhor-que-global': async (lab) => {
    const run = await lab.run();
    const rows = (await rowsOf(run, 'avaliacao.previsoes')) ?? [];
    const test = (await rowsOf(run, 'dados.teste')) ?? [];
    const prices = test.map(({ preco }) => Number(preco));
    const column = (name: string) => rows.map((row) => Number(row[name]));
    if (rows.length === 0 || rows.length !== test.length)
      return lab.expect(false, { seen: `avaliacao.previsoes: ${rows.length}`, expected: `dados.teste: ${test.length}`, where: REPORT });
    const [whole, single] = [error(column('previsto'), prices), error(column('global'), prices)];
    const best = error(
      test.map((row) => expectedPrice(row as unknown as Parameters<typeof expectedPrice>[0])),
      prices,
    );
    const low = lowGain(column('previsto'), column('global'), prices, lab.seed);
    // The single model is a fair opponent, and nobody is better than the formula behind the data.
    const fair = single < 1.8 * best && whole > 0.97 * best;
    return lab.expect(low > 0 && fair, {
      seen: `${share(whole)} × ${share(single)}, [≥ ${low.toFixed(4)}]`,
      expected: `[> 0], global < ${share(1.8 * best)}`,
      where: REPORT,
    });
  },

  'fora-da-amostra': async (lab) => {
    const run = await lab.run();
    const [learned, test] = [await rowsOf(run, 'empilhamento.linhas'), await rowsOf(run, 'avaliacao.previsoes')];
    if (!learned?.length) return lab.missing(['empilhamento.linhas'], STACKING);
    const columns = ['segmentos', 'global'];
    const ratios = columns.map((column) => {
      if (!learned?.length || !test?.length) return Number.NaN;
      const of = (rows: Row[] | null) =>
        error(
          (rows ?? []).map((row) => Number(row[column])),
          (rows ?? []).map(({ preco }) => Number(preco)),
        );
      return of(learned) / of(test);
    });
    return lab.expect(
      ratios.every((ratio) => ratio > 0.85),
      {
        seen: columns.map((column, i) => `${column}: ${Number.isFinite(ratios[i]) ? share(ratios[i]!) : '—'}`).join(', '),
        expected: '> 0.850',
        where: STACKING,
      },
    );
  },

  'especialista-certo': served(async (lab) => {
    const endpoint = await lab.endpoint();
    const told = await graphOf(endpoint);
    const segment = nodesOf(told, 'segment').find(({ by }) => by === 'bairro');
    const rows = await testRows(lab, 400);
    const answers = (await askAll(endpoint, rows)) ?? [];
    const specialists = new Set(Object.values(segment?.routes ?? {}));
    let [right, wrong] = [0, 0];
    answers.forEach(({ answered }, i) => {
      const asked = (answered?.members ?? []).filter((name) => specialists.has(name));
      const own = segment?.routes?.[String(rows[i]!.bairro)];
      if (asked.length === 0) return;
      if (asked.length === 1 && asked[0] === own && own?.replaceAll('-', ' ') === String(rows[i]!.bairro).toLowerCase()) right++;
      else wrong++;
    });
    const routes = Object.keys(segment?.routes ?? {}).length;
    return lab.expect(routes === 6 && specialists.size === 6 && wrong === 0 && right > 20, {
      seen: `${routes} → ${specialists.size}, ✓ ${right}, × ${wrong}`,
      expected: '6 → 6, ✓ > 20, × 0',
      where: GRAPH,
    });
  }),

  'bairro-desconhecido': served(async (lab) => {
    const endpoint = await lab.endpoint();
    const known = new Set(nodesOf(await graphOf(endpoint), 'segment').flatMap(({ routes = {} }) => Object.values(routes)));
    const rows = (await testRows(lab, 60)).map((row) => ({ ...row, bairro: 'Vila Nova' }));
    const { status, body } = await endpoint.fetch('/predict', { method: 'POST', body: request(rows[0]!) });
    const answers = (await askAll(endpoint, rows)) ?? [];
    const bySpecialist = answers.filter(({ answered }) => answered?.members.some((name) => known.has(name))).length;
    const degraded = answers.filter(({ answered }) => answered?.degraded).length;
    const fine = status === 200 && answers.length === 60 && known.size > 0 && bySpecialist === 0 && degraded === 0;
    return lab.expect(fine, {
      seen: `${status}${status === 200 ? '' : ` ${(body as Answer).error?.code ?? ''}`}, ${answers.length}/60, degraded ${degraded}, ${[...known].length > 0 ? bySpecialist : '—'}`,
      expected: '200, 60/60, degraded 0, 0',
      where: GRAPH,
    });
  }),

  'membro-morto': served(async (lab) => {
    const endpoint = await lab.endpoint();
    const rows = await testRows(lab, 40);
    const { members } = await graphOf(endpoint);
    const silent: string[] = [];
    const put = (name: string, online: boolean) => endpoint.fetch(`/graph/members/${name}`, { method: 'POST', body: { online } });
    for (const { name } of members) {
      await put(name, false);
      if ((await askAll(endpoint, rows)) === null) silent.push(name);
      await put(name, true);
    }
    // The day on which only the single model is left.
    const others = members.filter(({ name }) => name !== 'global');
    for (const { name } of others) await put(name, false);
    if ((await askAll(endpoint, rows)) === null) silent.push('* − global');
    for (const { name } of others) await put(name, true);
    // And for real: a file that cannot be read when the server starts.
    const own = nodesOf(await graphOf(endpoint), 'segment')[0]?.routes?.['Zona Sul'] ?? members[0]!.name;
    const spoiled = await lab.endpoint({ spoil: (files) => ({ ...files, [`members/${own}/model.json`]: '{' }) });
    const south = (await testRows(lab, 400)).filter(({ bairro }) => bairro === 'Zona Sul');
    const answers = (await askAll(spoiled, south)) ?? [];
    const degraded = answers.filter(({ answered }) => answered?.degraded).length;
    const state = (await graphOf(spoiled)).members.find(({ name }) => name === own)?.state ?? '—';
    const fine = members.length >= 8 && silent.length === 0 && answers.length === south.length && degraded > 0 && state === 'missing';
    return lab.expect(fine, {
      seen: `${members.length}, × ${silent.join(', ') || '0'}; ${own} ${state}: ${answers.length}/${south.length}, degraded ${degraded}`,
      expected: `≥ 8, × 0; ${own} missing: ${south.length}/${south.length}, degraded > 0`,
      where: GRAPH,
    });
  }),

  cascata: served(async (lab) => {
    const endpoint = await lab.endpoint();
    const cascade = nodesOf(await graphOf(endpoint), 'cascade')[0];
    const first = cascade?.steps?.[0]?.ask;
    const rows = await testRows(lab, 1200);
    const answers = (await askAll(endpoint, rows)) ?? [];
    const mine = answers.flatMap(({ answered, value }, i) =>
      cascade && answered?.path.includes(cascade.name) ? [{ i, value: value!, cheap: answered.path.includes(first!) }] : [],
    );
    const cheap = mine.filter((one) => one.cheap);
    const of = (some: typeof mine) =>
      error(
        some.map(({ value }) => value),
        some.map(({ i }) => Number(rows[i]!.preco)),
      );
    const part = cheap.length / Math.max(1, mine.length);
    const times: number[] = [];
    for (const row of rows.slice(0, 60)) times.push((await endpoint.fetch('/predict', { method: 'POST', body: request(row) })).ms);
    const p99 = times.sort((a, b) => a - b).at(-1)!;
    const fine = part >= 0.2 && part <= 0.8 && of(mine) < 0.11 && p99 < 500;
    return lab.expect(fine, {
      seen: cascade ? `${share(part)}, ${share(of(mine))}, ${Math.round(p99)} ms` : '—',
      expected: '0.2 … 0.8, < 0.110, < 500 ms',
      where: GRAPH,
    });
  }),

  bandido: served(async (lab) => {
    const endpoint = await lab.endpoint({ spoil: (files) => files });
    const bandit = nodesOf(await graphOf(endpoint), 'bandit')[0];
    if (!bandit) return lab.expect(false, { seen: '—', expected: 'bandit', where: GRAPH });
    const hits = new Map((bandit.arms ?? []).map((arm) => [arm, { asked: 0, right: 0 }]));
    const order: string[] = [];
    for (const row of await testRows(lab, 200)) {
      const { body } = await endpoint.fetch('/predict', { method: 'POST', body: request(row) });
      const { answered, value = 0, request_id: id } = body as Answer;
      const arm = answered?.path[answered.path.indexOf(bandit.name) + 1] ?? '—';
      const known = hits.get(arm);
      order.push(arm);
      if (known) {
        known.asked++;
        if (Math.abs(value - Number(row.preco)) <= 0.1 * Number(row.preco)) known.right++;
      }
      await endpoint.fetch('/feedback', { method: 'POST', body: { id, actual: Number(row.preco) } });
    }
    const [best] = [...hits].sort(([, a], [, b]) => b.right / Math.max(1, b.asked) - a.right / Math.max(1, a.asked))[0] ?? ['—'];
    const late = order.slice(-80).filter((arm) => arm === best).length / 80;
    return lab.expect(hits.size >= 2 && late >= 0.75, {
      seen: `${best}: ${share(late)} (${[...hits].map(([arm, { asked, right }]) => `${arm} ${right}/${asked}`).join(', ')})`,
      expected: '≥ 0.750',
      where: GRAPH,
    });
  }),

  'sem-espiar': async (lab) => {
    const { run, fine, text } = await ended(lab);
    if (!fine) return lab.expect(false, { seen: text, expected: FIELDS.join(', '), where: run.error?.file ? { file: run.error.file } : GRAPH });
    const endpoint = await lab.endpoint();
    const { body } = await endpoint.fetch('/openapi.json');
    const { components } = body as { components?: { schemas: { Row: { properties: object } } } };
    const inputs = Object.keys(components?.schemas.Row.properties ?? {}).sort();
    const told = await graphOf(endpoint);
    const deciding = Object.values(told.graph.nodes ?? {}).length > 0;
    return lab.expect(deciding && inputs.join() === FIELDS.toSorted().join(), {
      seen: inputs.join(', ') || '—',
      expected: FIELDS.toSorted().join(', '),
      where: { file: 'passos/modelos.ts' },
    });
  },

  ablacao: async (lab) => {
    const run = await lab.run();
    const report = JSON.parse((await run.artifact('avaliacao.relatorio').catch(() => '{}')) || '{}') as { ablacao?: Record<string, number> };
    const rows = (await rowsOf(run, 'avaliacao.previsoes')) ?? [];
    const prices = rows.map(({ preco }) => Number(preco));
    const measured: Record<string, number> = {
      inteiro: error(
        rows.map(({ previsto }) => Number(previsto)),
        prices,
      ),
      so_global: error(
        rows.map(({ global }) => Number(global)),
        prices,
      ),
      sem_pilha: error(
        rows.map(({ segmentos }) => Number(segmentos)),
        prices,
      ),
    };
    const { ablacao = {} } = report;
    const off = Object.entries(measured).filter(([key, value]) => !(Math.abs((ablacao[key] ?? Number.NaN) - value) < 0.0005));
    const missing = ['sem_cascata', 'so_baratos'].filter((key) => !Number.isFinite(ablacao[key]));
    const text = ((await lab.files())['decisao.md'] ?? '').toLowerCase();
    const unsaid = ['segment', 'pilha', 'cascata', 'bandido'].filter((word) => !text.includes(word));
    const said = unsaid.length === 0 && text.length >= 400;
    return lab.expect(off.length === 0 && missing.length === 0 && said, {
      seen:
        [
          ...off.map(
            ([key, value]) => `${key} ${ablacao[key] === undefined ? '—' : share(ablacao[key])} ≠ ${Number.isFinite(value) ? share(value) : '—'}`,
          ),
          ...missing.map((key) => `− ${key}`),
          ...(said ? [] : [`decisao.md: ${text.length}${unsaid.map((word) => `, − ${word}`).join('')}`]),
        ].join('; ') || '0',
      expected: '0',
      where: off.length + missing.length > 0 ? REPORT : { file: 'decisao.md' },
    });
  },
});
