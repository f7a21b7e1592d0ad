/** The checks of 08-feedback-loop: the diary of the replay is read as an auditor would, and each decision of the loop is put into worlds whose truth we know. */
import { parsePolicy } from '../../src-main/feedback/file.ts';
import { type CheckLab, defineChecks } from '../../src-main/workspaces/checks/define.ts';
import { diary, pOf, predictions, retrainings } from './conferencia/leitura.ts';
import { poisoned } from './conferencia/veneno.ts';

const WINTER_ENDS = '2013-03-01';
/** The end of the second window that begins after it. */
const TWO_WINDOWS = '2013-05-01';
const DELAY = 7;
const CAP_PER_YEAR = 6;
const CAP_IN_ALL = 12;
const dash = '—';

const probe = (lab: CheckLab) => lab.probe('sondas/laco.ts', { datasets: { tempo: 'seattle-weather' } });
const brief = (error: { code: string; message: string } | null) => (error ? `${error.code}: ${error.message}`.slice(0, 300) : null);
const percent = (value: number) => `${Math.round(value * 100)} %`;

export default defineChecks({
  roda: async (lab) => {
    const run = await lab.run();
    const [entries, found] = [await diary(run), await retrainings(run)];
    const seen = brief(run.error) ?? `${run.status}, diario: ${entries?.length ?? dash}, retreinos: ${found?.length ?? dash}`;
    return lab.expect(run.status === 'succeeded' && (entries?.length ?? 0) >= 30 && found !== null, {
      seen,
      expected: 'succeeded, diario: ≥ 30, retreinos: ≥ 0',
      where: run.error?.file ? { file: run.error.file, ...(run.error.line && { line: run.error.line }) } : { file: 'passos/replay.ts' },
    });
  },

  'drift-a-tempo': async (lab) => {
    const entries = (await diary(await lab.run())) ?? [];
    const first = entries.find(({ alarme, ate }) => alarme && ate >= WINTER_ENDS)?.ate ?? dash;
    return lab.expect(first !== dash && first < TWO_WINDOWS, { seen: first, expected: `< ${TWO_WINDOWS}`, where: { file: 'laco/monitor.ts' } });
  },

  'sem-alarme-falso': async (lab) => {
    const entries = (await diary(await lab.run())) ?? [];
    const { metrics, error } = await probe(lab);
    const early = entries.filter(({ alarme, ate }) => alarme && ate < WINTER_ENDS).length;
    const { falsos = Number.NaN, trocas = Number.NaN } = metrics;
    return lab.expect(early === 0 && falsos <= 1 && trocas <= 1, {
      seen: brief(error) ?? `${early}, ${falsos}, ${trocas}`,
      expected: '0, ≤ 1, ≤ 1',
      where: { file: 'laco/alarme.ts' },
    });
  },

  'rotulos-conhecidos': async (lab) => {
    const found = (await retrainings(await lab.run())) ?? [];
    const { metrics, error } = await probe(lab);
    const early = found.reduce(
      (sum, { t, treino, prova }) => sum + [...treino, ...prova].filter((one) => Math.max(one.chega, one.t + DELAY) > t).length,
      0,
    );
    const { do_futuro: planted = Number.NaN, esquecidos: lost = Number.NaN } = metrics;
    return lab.expect(found.length > 0 && early === 0 && planted === 0 && lost === 0, {
      seen: brief(error) ?? `${early}, ${planted}${lost > 0 ? ` (−${lost})` : ''}, ${found.length}`,
      expected: '0, 0, ≥ 1',
      where: { file: 'laco/rotulos.ts' },
    });
  },

  'verdade-e-nao-palpite': async (lab) => {
    const run = await lab.run();
    const [found, all] = [(await retrainings(run)) ?? [], (await predictions(run)) ?? []];
    const world = new Map(all.map(({ id, verdade }) => [id, verdade]));
    const used = found.flatMap(({ treino, prova }) => [...treino, ...prova]);
    const wrong = used.filter(({ id, verdade }) => world.get(id) !== verdade).length;
    const { metrics } = await probe(lab);
    const guessed = metrics.palpites ?? Number.NaN;
    return lab.expect(used.length > 0 && wrong === 0 && guessed === 0, {
      seen: `${wrong} / ${used.length}, ${guessed}`,
      expected: `0 / ${Math.max(1, used.length)}, 0`,
      where: { file: 'laco/rotulos.ts' },
    });
  },

  'mesma-prova': async (lab) => {
    const found = (await retrainings(await lab.run())) ?? [];
    const told = found.map(({ treino, prova, campeao, desafiante }) => {
      const taught = Math.max(-1, ...treino.map(({ t }) => t));
      const known = new Set(treino.map(({ id }) => id));
      const overlap = prova.filter(({ id, t }) => known.has(id) || t <= taught).length;
      const answered = campeao === undefined || (campeao.length === prova.length && desafiante?.length === prova.length);
      return { ok: overlap === 0 && prova.length >= 20 && treino.length >= 40 && answered, text: `${treino.length} + ${prova.length} (${overlap})` };
    });
    return lab.expect(told.length > 0 && told.every(({ ok }) => ok), {
      seen: [...new Set(told.map(({ text }) => text))].slice(0, 6).join('; ') || dash,
      expected: '≥ 40 + ≥ 20 (0)',
      where: { file: 'laco/prova.ts' },
    });
  },

  'so-se-melhor': async (lab) => {
    const found = (await retrainings(await lab.run())) ?? [];
    const judged = found.filter(({ campeao }) => campeao !== undefined);
    const wrong = judged.filter((one) => one.promovido !== pOf(one) < 0.05).length;
    const promoted = found.filter(({ promovido }) => promovido).length;
    const { metrics, error } = await probe(lab);
    const chance = metrics.por_acaso ?? Number.NaN;
    return lab.expect(judged.length > 0 && wrong === 0 && promoted > 0 && chance <= 6, {
      seen: brief(error) ?? `${wrong}, ${promoted}, ${chance}`,
      expected: '0, ≥ 1, ≤ 6',
      where: { file: 'laco/prova.ts' },
    });
  },

  freios: async (lab) => {
    const run = await lab.run({ replaceDatasets: { 'seattle-weather': poisoned(lab.seed) } });
    const days = ((await retrainings(run)) ?? []).map(({ t }) => t);
    const most = Math.max(0, ...days.map((from) => days.filter((t) => t >= from && t < from + 365).length));
    const pauses = days.slice(1).map((t, i) => t - days[i]!);
    const { metrics } = await probe(lab);
    const shortest = Math.min(...pauses, metrics.treina_cedo_demais === 0 ? Number.POSITIVE_INFINITY : 5);
    return lab.expect(run.status === 'succeeded' && days.length > 0 && most <= CAP_PER_YEAR && shortest >= 30, {
      seen: brief(run.error) ?? `${most}, ${Number.isFinite(shortest) ? shortest : dash}`,
      expected: `1 … ${CAP_PER_YEAR}, ≥ 30`,
      where: { file: 'laco/politica.ts' },
    });
  },

  'rotulos-velhos': async (lab) => {
    const { metrics, error } = await probe(lab);
    const held = ['sem_motivo', 'com_rotulos_velhos', 'com_rotulos_de_meses', 'sem_rotulos', 'sem_novos'];
    const bad = held.filter((name) => metrics[`treina_${name}`] !== 0);
    const ready = metrics.treina_com_motivo === 1;
    return lab.expect(bad.length === 0 && ready, {
      seen: brief(error) ?? [ready ? 'com_motivo' : '− com_motivo', ...bad].join(', '),
      expected: 'com_motivo',
      where: { file: 'laco/politica.ts' },
    });
  },

  'desempenho-volta': async (lab) => {
    const run = await lab.run();
    const all = (await predictions(run)) ?? [];
    const summers = all.filter(({ date }) => date >= '2013-08' && date.slice(5, 7) >= '06' && date.slice(5, 7) <= '09');
    const share = summers.filter(({ previsto, verdade }) => previsto === verdade).length / Math.max(1, summers.length);
    const { acuracia_laco: loop = Number.NaN, acuracia_congelado: frozen = Number.NaN } = run.metrics;
    return lab.expect(share >= 0.7 && loop - frozen >= 0.15, {
      seen: `${percent(share)}; ${percent(loop)} / ${percent(frozen)}`,
      expected: `≥ 70 %; ≥ ${percent(frozen + 0.15)} / ${percent(frozen)}`,
    });
  },

  custo: async (lab) => {
    const found = await retrainings(await lab.run());
    const count = found?.length ?? Number.NaN;
    return lab.expect(count >= 1 && count <= CAP_IN_ALL, {
      seen: found ? count : dash,
      expected: `1 … ${CAP_IN_ALL}`,
      where: { file: 'laco/politica.ts' },
    });
  },

  'politica-no-ar': async (lab) => {
    const run = await lab.run();
    const text = (await lab.files())['politica.yaml'];
    const policy = text === undefined ? null : parsePolicy(text, 'politica.yaml');
    const guarded = policy !== null && policy.guard.cooldownMs > 0 && policy.test.alpha <= 0.05 && policy.model === run.model?.name;
    const served = run.steps.some(({ id, status }) => id === 'deploy' && (status === 'succeeded' || status === 'cached'));
    return lab.expect(run.model?.name === 'chuva-seattle' && served && guarded, {
      seen: `${run.model ? `${run.model.name} v${run.model.version}` : dash}, deploy: ${served ? 'ok' : dash}, politica.yaml: ${guarded ? 'ok' : dash}`,
      expected: 'chuva-seattle, deploy: ok, politica.yaml: ok',
      where: { file: 'politica.yaml' },
    });
  },
});
