/** The checks of 11-nuvem: the description, its policies and its bill are read; then it is applied in the emulated cloud; then what one would leave with is opened. */
import type { CloudApply } from '../../src-main/contract/cloud.ts';
import type { CloudPlan } from '../../src-main/contract/cloud-plan.ts';
import { type CheckFunction, type CheckLab, type CheckVerdict, defineChecks } from '../../src-main/workspaces/checks/define.ts';
import { casesOf, oracle, shippedTables } from './casos.ts';
import { exportFaults, WAYS_OUT } from './exportados.ts';
import { openPack } from './pacote.ts';
import { takeAway } from './permissoes.ts';

const MODEL = 'precos-nuvem';
const PLAN = { file: 'nuvem.yaml' };
const SHAPES = ['comercial', 'esporadico', 'noturno'];
/** Dollars a month, by shape: what the cheapest mode that serves it costs, and a little more. */
const TARGETS: Record<string, number> = { comercial: 260, esporadico: 1, noturno: 6 };
const TOTAL = 275;
const BUDGET = 300;
const PROOFS = 20;
const NO_QUOTA = 'ResourceLimitExceeded';

/** What needs a description is failed, not broken, while it cannot be read. */
function described(check: (lab: CheckLab, plan: CloudPlan) => Promise<CheckVerdict>): CheckFunction {
  return async (lab) => {
    const { plan, problems } = await lab.cloud.plan();
    if (plan) return check(lab, plan);
    const { file, field, line, say } = problems[0]!;
    return lab.expect(false, { seen: field || say.pt, expected: PLAN.file, where: { file, ...(line && { line }) } });
  };
}

export default defineChecks({
  roda: async (lab) => {
    const run = await lab.run();
    const error = run.error ? `${run.error.step ?? ''} ${run.error.code}: ${run.error.message}`.trim() : run.status;
    const mape = run.metrics.mape ?? Number.NaN;
    return lab.expect(run.status === 'succeeded' && run.model?.name === MODEL && mape <= 0.09, {
      seen: `${error}, ${run.model?.name ?? '—'}, mape ${mape.toFixed(3)}`,
      expected: `succeeded, ${MODEL}, mape ≤ 0.09`,
      where: { file: run.error?.file ?? 'pipeline.yaml', ...(run.error?.line && { line: run.error.line }) },
    });
  },

  descricao: described(async (lab, { provider, endpoints, schedule, budget, job }) => {
    const shapes = endpoints.map(({ shape }) => shape);
    const actors = [job.role, schedule?.role, ...endpoints.map(({ role }) => role)];
    const alone = ['implantador', job.role, schedule?.role].every((role, index, all) => all.indexOf(role) === index);
    const shared = endpoints.some(({ role }) => ['implantador', job.role, schedule?.role].includes(role)) || actors.includes('implantador');
    const missing = [
      ...(provider === 'sagemaker' ? [] : ['provider']),
      ...SHAPES.filter((shape) => !shapes.includes(shape)),
      ...(schedule ? [] : ['schedule']),
      ...(budget.alerts.some((share) => share <= 1) ? [] : ['budget.alerts']),
      ...(alone && !shared ? [] : [`roles: ${[...new Set(actors.map((role) => role ?? '—'))].join(', ')}`]),
    ];
    return lab.expect(missing.length === 0, {
      seen: missing.map((each) => `− ${each}`).join(', ') || shapes.join(', '),
      expected: `sagemaker, ${SHAPES.join(', ')}, schedule, budget.alerts, roles ≠`,
      where: PLAN,
    });
  }),

  'privilegio-minimo': described(async (lab) => {
    const reviews = await lab.cloud.review();
    const found = reviews.flatMap(({ role, missing, denied, unused, broad, invalid }) => [
      ...[...missing, ...denied].map(({ action }) => `${role} − ${action}`),
      ...unused.map(({ action }) => `${role} + ${action}`),
      ...broad.map(({ action, resource }) => `${role} * ${action} ${resource}`),
      ...invalid.map(({ file }) => `${role} ! ${file}`),
    ]);
    const first = reviews
      .flatMap(({ missing, denied, unused, broad }) => [...broad, ...unused, ...missing, ...denied])
      .find(({ statement }) => statement);
    return lab.expect(found.length === 0 && reviews.every(({ ok }) => ok), {
      seen: few(found) || reviews.map(({ role }) => role).join(', '),
      expected: '− 0, + 0, * 0',
      where: { file: first?.statement?.split('#')[0] ?? 'nuvem.yaml' },
    });
  }),

  'cada-permissao': described(async (lab, plan) => {
    try {
      const { tried, needless } = takeAway(plan, await lab.files());
      return lab.expect(tried > 0 && needless.length === 0, { seen: few(needless) || `0/${tried}`, expected: `0/${tried}`, where: PLAN });
    } catch (error) {
      return lab.expect(false, { seen: String(error).split('\n')[0], expected: 'JSON', where: { file: 'politicas' } });
    }
  }),

  'no-ar': described(async (lab) => {
    const { status, error, steps } = await lab.cloud.apply();
    const last = steps.findLast((step) => step.status !== 'waiting');
    return lab.expect(status === 'done', {
      seen: error === null ? status : `${last?.id ?? ''}: ${error}`,
      expected: steps.map(({ id }) => id).join(', '),
      where: PLAN,
    });
  }),

  'partida-a-frio': described(async (lab, { endpoints }) => {
    const limit = (await shippedTables()).shapes.esporadico?.maxColdStartMs ?? 0;
    const partner = endpoints.find(({ shape }) => shape === 'esporadico');
    const { error, steps } = await lab.cloud.apply();
    const step = steps.find(({ target }) => target === partner?.name);
    const waited = step?.coldStartMs ?? null;
    // One that never goes to zero has no cold start to wait for: whether it is worth its price is another check's question.
    const fine = step?.status === 'done' && (step.mode === 'always-on' || (waited !== null && waited <= limit));
    return lab.expect(fine, {
      seen: waited === null ? (error ?? `${partner?.name ?? '—'}: ${step?.mode ?? '—'}`) : `${step?.target ?? ''}: ${waited} ms`,
      expected: `≤ ${limit} ms`,
      where: PLAN,
    });
  }),

  cota: described(async (lab, { job }) => {
    const machines = [job.machine, ...job.fallback];
    const used = (apply: CloudApply) => apply.steps.find(({ phase }) => phase === 'train')?.attempts ?? [];
    const second = await lab.cloud.apply({ quotas: { [job.machine]: 0 }, trainOnly: true });
    const machine = used(second).find(({ error }) => error === null)?.machine;
    const none = await lab.cloud.apply({ quotas: Object.fromEntries(machines.map((each) => [each, 0])) });
    const gaveUp = none.status === 'failed' && used(none).length === machines.length && (none.error ?? '').includes(NO_QUOTA);
    return lab.expect(machine !== undefined && machine !== job.machine && gaveUp, {
      seen: `${machine ?? second.error ?? second.status}; ${used(none).length} ×, ${none.error ?? none.status}`,
      expected: `≠ ${job.machine}; ${machines.length} ×, ${NO_QUOTA}`,
      where: PLAN,
    });
  }),

  conta: described(async (lab, plan) => {
    const { total, endpoints } = await lab.cloud.cost();
    const { table } = await shippedTables();
    const over = endpoints.flatMap(({ name, shape, usd, overload, peak }) => {
      const machine = plan.endpoints.find((each) => each.name === name)?.machine ?? '';
      const quota = table.machines[machine]?.quota ?? Number.POSITIVE_INFINITY;
      return [
        ...(usd > (TARGETS[shape] ?? 0) ? [`${name} ${usd.toFixed(2)} > ${TARGETS[shape] ?? 0}`] : []),
        ...(overload > 0 ? [`${name}: ${overload} × 503`] : []),
        ...((peak ?? 0) > quota ? [`${name}: ${String(peak)} × ${machine} > ${quota}`] : []),
      ];
    });
    const whole = total <= TOTAL && total <= plan.budget.usd && plan.budget.usd <= BUDGET;
    return lab.expect(over.length === 0 && whole, {
      seen: [...over, `total ${total.toFixed(2)}, budget ${plan.budget.usd}`].join('; '),
      expected: `total ≤ ${TOTAL} ≤ budget ≤ ${BUDGET}`,
      where: PLAN,
    });
  }),

  previsao: async (lab) => {
    const tables = await shippedTables();
    const cases = casesOf(tables, lab.seed);
    const perguntas = JSON.stringify({ casos: cases.map(({ ponta, forma }) => ({ ponta, forma })), tabela: tables.table });
    const probe = await lab.probe('sondas/conta.ts', { params: { perguntas } });
    const where = { file: 'conta.ts' };
    if (probe.status !== 'succeeded')
      return lab.expect(false, { seen: `${probe.error?.code ?? probe.status}: ${probe.error?.message ?? ''}`, expected: 'succeeded', where });
    const wrong = cases.flatMap((each, index) => {
      const right = oracle(tables.table, each);
      const said = probe.metrics[`caso_${index}`] ?? Number.NaN;
      return Math.abs(said - (right ?? -1)) < 0.0051
        ? []
        : [`${each.name}: ${said === -1 ? 'null' : said.toFixed(2)} ≠ ${right?.toFixed(2) ?? 'null'}`];
    });
    return lab.expect(wrong.length === 0, {
      seen: wrong.length === 0 ? `${cases.length}/${cases.length}` : `${cases.length - wrong.length}/${cases.length}; ${wrong[0] ?? ''}`,
      expected: `${cases.length}/${cases.length}`,
      where,
    });
  },

  exportacoes: described(async (lab, plan) => {
    const absent = WAYS_OUT.filter((way) => !plan.exit.includes(way));
    if (absent.length > 0) return lab.expect(false, { seen: absent.map((way) => `− ${way}`).join(', '), expected: WAYS_OUT.join(', '), where: PLAN });
    const { steps } = await lab.spec();
    const programs = steps.flatMap(({ id, run }) => (run === undefined ? [] : [id]));
    const faults: string[] = [];
    for (const way of WAYS_OUT) faults.push(...exportFaults(way, (await lab.cloud.export(way)).files, programs));
    return lab.expect(faults.length === 0, {
      seen: faults[0] ?? WAYS_OUT.join(', '),
      expected: WAYS_OUT.join(', '),
      where: { file: 'pipeline.yaml' },
    });
  }),

  saida: async (lab) => {
    const where = { file: 'passos/saida.ts' };
    const run = await lab.run();
    const { faults, proofs } = await openPack(run);
    if (faults.length > 0) return lab.expect(false, { seen: faults[0], expected: 'sha256 =, modelo/, provas.jsonl', where });
    if (proofs.length < PROOFS) return lab.expect(false, { seen: `provas.jsonl: ${proofs.length}`, expected: `≥ ${PROOFS}`, where });
    const endpoint = await lab.endpoint();
    const { body } = await endpoint.fetch('/predict/batch', { method: 'POST', body: { rows: proofs.map(({ imovel }) => imovel) } });
    const answers = (body as { predictions?: { value?: number }[] } | null)?.predictions ?? [];
    const equal = proofs.filter(({ preco }, index) => answers[index]?.value === preco).length;
    return lab.expect(equal === proofs.length, { seen: `${equal}/${proofs.length}`, expected: `${proofs.length}/${proofs.length}`, where });
  },
});

/** The first of many, and how many more. */
function few(all: readonly string[]): string {
  return all.length <= 4 ? all.join('; ') : `${all.slice(0, 4).join('; ')} … (${all.length})`;
}
