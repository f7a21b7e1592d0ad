/** The checks of challenge 05, by id. Each asks the conveyor itself: what it does with the learner's code, and with changes that it must stop. */
import { parse } from 'yaml';
import type { CiRun } from '../../src-main/contract/ci.ts';
import { type CheckLab, type CheckVerdict, defineChecks } from '../../src-main/workspaces/checks/define.ts';

const JOBS = ['tests', 'quality', 'security', 'container', 'deploy'];
const CONFIG = 'ci.yaml';

export default defineChecks({
  roda: async (lab) => {
    // How fast this computer is today is no matter of the learner's.
    const run = await lab.ci({ edit: { [CONFIG]: patient } });
    const seen = run.jobs.map(({ id, status }) => `${id}: ${status}`).join(', ');
    return lab.expect(run.status === 'passed' && run.jobs.every(({ status }) => status === 'passed') && !!run.products.version, {
      seen: `${seen}${reason(run.annotations)}`,
      expected: JOBS.map((id) => `${id}: passed`).join(', '),
      where: { file: CONFIG },
    });
  },

  testes: async (lab) => {
    const { jobs, annotations } = await lab.ci({ jobs: ['tests'] });
    const { status, measures } = jobs[0]!;
    const covered = measures.coverage ?? 0;
    const wanted = Number((await config(lab)).tests?.coverage ?? 0);
    return lab.expect(status === 'passed' && covered >= 80 && wanted >= 80, {
      seen: `tests: ${status}, ${covered.toFixed(0)} % (ci.yaml: ${wanted} %)${reason(annotations)}`,
      expected: 'tests: passed, ≥ 80 % (ci.yaml: ≥ 80 %)',
      where: { file: CONFIG },
    });
  },

  'contrato-testado': async (lab) => {
    const run = await lab.ci({ pullRequest: 'esquema-quebrado', jobs: ['tests'] });
    return stopped(lab, run, 'tests', 'test-failed', { file: 'filtro/contrato.ts' });
  },

  seguranca: async (lab) => {
    const { security } = await config(lab);
    const gate = [security?.critical ?? 0, security?.high ?? 2, security?.medium ?? 10].map(Number);
    const strict = security !== undefined && gate.every((count, index) => count <= [0, 2, 10][index]!);
    if (!strict)
      return lab.expect(false, {
        seen: security === undefined ? 'security: —' : `security: ${gate.join('/')}`,
        expected: 'security: 0/2/10',
        where: { file: CONFIG },
      });
    const run = await lab.ci({ pullRequest: 'segredo-vazado', jobs: ['security'] });
    return stopped(lab, run, 'security', 'secret', { file: CONFIG });
  },

  'avaliacao-honesta': async (lab) => {
    const where = { file: 'passos/avaliacao.ts' };
    const names = (await sources(lab)).map((source) => source.replace('dataset:', ''));
    const run = await lab.run({ replaceDatasets: Object.fromEntries(names.map((name) => [name, noise(lab.seed)])) });
    const f1 = run.metrics.f1;
    const seen = f1 === undefined ? (run.error?.message ?? run.status) : `f1 = ${f1.toFixed(3)}`;
    return lab.expect(f1 !== undefined && f1 <= 0.7, { seen, expected: 'f1 ≤ 0.7', where });
  },

  'portao-do-modelo': async (lab) => {
    const { container } = await config(lab);
    const gate = (container?.gates ?? []).find(({ metric }) => metric === 'f1');
    if (!gate || Number(gate.min) < 0.95)
      return lab.expect(false, { seen: gate ? `f1 ≥ ${gate.min}` : 'gates: —', expected: 'f1 ≥ 0.95', where: { file: CONFIG } });
    const run = await lab.ci({ pullRequest: 'modelo-pior', jobs: ['container'] });
    return stopped(lab, run, 'container', 'metric-gate', { file: CONFIG });
  },

  'build-no-prazo': async (lab) => {
    const timeout = String((await config(lab)).container?.timeout ?? '');
    const ms = Number.parseFloat(timeout) * (timeout.endsWith('ms') ? 1 : timeout.endsWith('s') ? 1000 : 60_000);
    if (!(ms <= 300_000)) return lab.expect(false, { seen: `timeout: ${timeout || '—'}`, expected: 'timeout ≤ 5m', where: { file: CONFIG } });
    // The rule is the learner's; five minutes of waiting would tell nothing more than two seconds.
    const shorter = (text: string) => text.replace(/(\ncontainer:[\s\S]*?timeout: *)\S+/, '$12s');
    const run = await lab.ci({ pullRequest: 'build-lento', jobs: ['container'], edit: { [CONFIG]: shorter } });
    return stopped(lab, run, 'container', 'timeout', { file: CONFIG });
  },

  imagem: async (lab) => {
    const tags = (await config(lab)).container?.tags ?? ['commit'];
    if (!tags.includes('commit') || tags.includes('latest'))
      return lab.expect(false, { seen: `tags: ${tags.join(', ')}`, expected: 'tags: commit', where: { file: CONFIG } });
    const edit = { [CONFIG]: withoutTrial };
    const first = await lab.ci({ jobs: ['container', 'deploy'], edit });
    const again = await lab.ci({ jobs: ['container'], edit, cache: false });
    const [a = '—', b = '—'] = [first, again].map(({ products }) => products.digest?.slice(0, 12));
    const tag = first.products.tags?.split(' ').find((name) => name.endsWith(`:${first.commit}`));
    return lab.expect(a !== '—' && a === b && tag !== undefined, {
      seen: `${a}, ${b}, ${tag ?? 'tag?'}`,
      expected: `${a}, ${a}, :${first.commit}`,
      where: { file: 'passos/pacote.ts' },
    });
  },

  dados: async (lab) => {
    const found = await sources(lab);
    const pinned = found.every((source) => /@v\d+$/.test(source));
    return lab.expect(found.length > 0 && pinned, {
      seen: found.join(', ') || '—',
      expected: 'dataset:spam-emails@v1',
      where: { file: 'pipeline.yaml' },
    });
  },

  reversao: async (lab) => {
    const { deploy } = await config(lab);
    const where = { file: CONFIG };
    const blueGreen = deploy !== undefined && (deploy.strategy ?? 'blue-green') === 'blue-green' && (deploy.rollback ?? true);
    if (!blueGreen)
      return lab.expect(false, {
        seen: `strategy: ${deploy?.strategy ?? '—'}, rollback: ${deploy?.rollback ?? '—'}`,
        expected: 'strategy: blue-green, rollback: true',
        where,
      });
    const jobs = ['container', 'deploy'] as const;
    const first = await lab.ci({ jobs, edit: { [CONFIG]: withoutTrial } });
    const second = await lab.ci({ jobs, edit: { [CONFIG]: withoutTrial, 'filtro/contrato.ts': (text) => `${text}\n// outra revisão\n` } });
    const broken = [first, second].find(({ status }) => status !== 'passed');
    if (broken) return lab.expect(false, { seen: `${broken.status}${reason(broken.annotations)}`, expected: 'passed', where });
    const { ms, status } = await lab.rollBack(second);
    return lab.expect(ms <= 2000 && status === 200, { seen: `${Math.round(ms)} ms, ${status}`, expected: '≤ 2000 ms, 200', where });
  },

  workflow: async (lab) => {
    const { jobs = {}, on = {} } = parse(await lab.workflow()) as { jobs?: Record<string, { needs?: string }>; on?: Record<string, unknown> };
    const chain = Object.entries(jobs).map(([id, { needs }]) => (needs ? `${needs} → ${id}` : id));
    const wanted = JOBS.map((id, index) => (index === 0 ? id : `${JOBS[index - 1]} → ${id}`));
    const ok = chain.join() === wanted.join() && 'push' in on && 'pull_request' in on;
    return lab.expect(ok, { seen: chain.join(', '), expected: wanted.join(', '), where: { file: CONFIG } });
  },
});

async function sources(lab: CheckLab): Promise<string[]> {
  return (await lab.spec()).steps.flatMap(({ inputs }) => Object.values(inputs)).filter((source) => source.startsWith('dataset:'));
}

interface Config {
  tests?: { coverage?: number };
  security?: { critical?: number; high?: number; medium?: number };
  container?: { gates?: { metric: string; min?: number }[]; tags?: string[]; timeout?: string };
  deploy?: { strategy?: string; rollback?: boolean };
}

async function config(lab: CheckLab): Promise<Config> {
  return (parse((await lab.files())[CONFIG] ?? '') ?? {}) as Config;
}

function patient(text: string): string {
  return text.replace(/p95: *\w+/, 'p95: 30s').replace(/timeout: *\w+/g, 'timeout: 10m');
}

/** Smoke test and load are tried once, by `roda`. */
function withoutTrial(text: string): string {
  return text.replace(/\n {2}load: .*/, '').replace(/\n {2}smoke:(?:\n {4}.*)+/, '');
}

function stopped(lab: CheckLab, run: CiRun, job: string, code: string, where: NonNullable<CheckVerdict['where']>): CheckVerdict {
  const at = run.jobs.find(({ status }) => status === 'failed')?.id ?? run.status;
  const found = run.annotations.find((one) => one.job === job && one.code === code);
  return lab.expect(at === job && found !== undefined, {
    seen: `${at}${found ? `: ${code} ${place(found)}` : reason(run.annotations)}`,
    expected: `${job}: ${code}`,
    where,
  });
}

const place = ({ file, line }: CiRun['annotations'][number]) => (file === null ? '' : `${file}${line === null ? '' : `:${line}`}`);

function reason(annotations: CiRun['annotations']): string {
  const first = annotations.find(({ level }) => level === 'error');
  return first ? ` (${first.job}: ${first.code} ${place(first)})` : '';
}

/** Messages whose class was drawn by lot: there is nothing to learn, only something to know by heart. */
function noise(seed: number): Record<string, string>[] {
  let state = seed * 7919 + 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const word = () => String.fromCharCode(...Array.from({ length: 3 }, () => 97 + Math.floor(random() * 9)));
  return Array.from({ length: 400 }, (_, index) => ({
    id: `sorteio/${index}`,
    assunto: word(),
    texto: Array.from({ length: 12 }, word).join(' '),
    classe: random() < 0.5 ? 'spam' : 'ham',
  }));
}
