/** `look`: each point of the checklist against a project. Pure; what is said names what was seen, so that it can be doubted. */
import type { Language } from '../../contract/base.ts';
import type { CiRun } from '../../contract/ci.ts';
import type { MeasuredRow } from '../../contract/comparison.ts';
import { sayMeasured } from '../../contract/messages/comparison.ts';
import type { RunSummary } from '../../contract/pipelines.ts';
import type { Probe } from '../schema.ts';

export interface Project {
  paths: readonly string[];
  steps: readonly Readonly<Record<string, unknown>>[];
  ci: Readonly<Record<string, unknown>>;
  /** Succeeded, of the learner's own code, newest first. */
  runs: readonly RunSummary[];
  datasets: readonly { id: string; digest: string }[];
  checks: readonly { id: string; title: string }[];
  passed: ReadonlySet<string>;
  values: MeasuredRow['values'];
  conveyor: CiRun | null;
}

type Look = (project: Project, language: Language) => string | null;

const step = { pt: 'passo', en: 'step' };
const run = { pt: 'execução', en: 'run' };
const validates = /valid|quarent|expect|contrat|contract/i;
const gates = /portao|gate|aprova|promoc|approve|promot/i;
const honest = /vazamento|honest|divisao|trancad|espiar|amostra|rotulos-conhecidos|ponto-no-tempo|mesma-prova|verdade/;
const test = /(^|\/)(test_[\w-]+\.py|[\w.-]+[._](test|spec|teste)\.(m?[jt]s|py)|(testes|tests?)\/.+\.(m?[jt]s|py))$/;
/** Figures of the clock differ from run to run and say nothing about the model. */
const ofTheClock = /(_|\b)(ms|segundos|seconds|tempo|time|duracao)$/i;

const idOf = (each: Readonly<Record<string, unknown>>) => String(each.id ?? '');

const looks: Record<Probe, Look> = {
  'data-pinned': ({ datasets }) =>
    datasets.length > 0 ? datasets.map(({ id, digest }) => `${id} ${digest.replace('sha256:', '').slice(0, 12)}`).join(', ') : null,
  'data-validated'({ steps }, language) {
    const found = steps.find((each) => each.uses === 'expect' || validates.test(idOf(each)));
    return found ? `${step[language]} ${idOf(found)}` : null;
  },
  'no-leakage'({ checks, passed }) {
    const asked = checks.filter(({ id }) => honest.test(id));
    return asked.length > 0 && asked.every(({ id }) => passed.has(id)) ? asked.map(({ title }) => title).join('; ') : null;
  },
  reproducible({ runs, checks, passed }, language) {
    const check = checks.find(({ id }) => id === 'reprodutivel' || id === 'reproduz');
    if (check && passed.has(check.id)) return check.title;
    const worked = runs.filter(({ counts, metrics }) => (counts.succeeded ?? 0) > 0 && Object.keys(metrics).length > 0);
    for (const [at, one] of worked.entries()) {
      const twin = worked.slice(at + 1).find((other) => sameOf(other) === sameOf(one));
      if (twin) return `${run[language]} ${one.runId.slice(0, 8)} = ${twin.runId.slice(0, 8)}`;
    }
    return null;
  },
  tested({ paths, values }, language) {
    const found = paths.filter((path) => test.test(path));
    if (found.length === 0) return null;
    const cover = values.coverage ? `, ${sayMeasured('coverage', values.coverage, language)}` : '';
    return `${found.slice(0, 3).join(', ')}${found.length > 3 ? ', …' : ''}${cover}`;
  },
  gated({ steps, ci }, language) {
    const { gates: wanted } = (ci.container ?? {}) as { gates?: unknown[] };
    if (Array.isArray(wanted) && wanted.length > 0) return 'ci.yaml: gates';
    const publishes = steps.filter(({ uses }) => uses === 'register' || uses === 'deploy');
    const found = publishes.find((each) => 'when' in each) ?? (publishes.length > 0 ? steps.find((each) => gates.test(idOf(each))) : undefined);
    return found ? `${step[language]} ${idOf(found)}` : null;
  },
  registered({ runs }) {
    const model = runs.find((each) => each.model)?.model;
    return model ? `${model.name}:${model.version}` : null;
  },
  packaged({ runs, conveyor }, language) {
    if (conveyor?.jobs.some(({ id, status }) => id === 'container' && status === 'passed')) return `CI/CD ${conveyor.commit || conveyor.id}`;
    const found = runs.find(({ engine, counts }) => engine !== 'process' && (counts.succeeded ?? 0) > 0);
    return found ? `${run[language]} ${found.runId.slice(0, 8)} (${found.engine})` : null;
  },
  'load-tested': ({ values }, language) => (values['p99-ms'] ? `p99 ${sayMeasured('p99-ms', values['p99-ms'], language)}` : null),
  'rolled-back': ({ values }, language) => (values['rollback-ms'] ? sayMeasured('rollback-ms', values['rollback-ms'], language) : null),
};

function sameOf({ params, metrics }: RunSummary): string {
  const figures = Object.entries(metrics)
    .filter(([name]) => !ofTheClock.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)), figures]);
}

export function look(project: Project, language: Language): Record<Probe, string | null> {
  return Object.fromEntries(Object.entries(looks).map(([probe, each]) => [probe, each(project, language)])) as Record<Probe, string | null>;
}
