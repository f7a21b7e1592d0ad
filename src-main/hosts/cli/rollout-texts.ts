/** What `bancada rollout …` and `bancada scale` say, in both languages. */
import type { Evidence, FleetView, Locale, Rollout, RolloutEvent } from '../../contract/index.ts';

const pt = {
  rollout: 'troca a revisão de um endpoint: blue-green, canary, A/B, shadow, divisão manual; e volta atrás',
  start: 'começa um rollout e o conduz até o fim, ou até que espere por você',
  target: 'o que a revisão nova serve: modelo, modelo@apelido, modelo:versão ou um desafio',
  strategy: 'direct, blue-green, canary, ab, shadow ou manual',
  plan: 'um arquivo YAML com a estratégia, os degraus e os limites; o que vem na linha de comando vale mais',
  weights: 'canary: porcentagens, como 5,25,50; ab, shadow e manual: uma porcentagem',
  hold: 'tempo mínimo de cada passo, como 30s ou 5m; forever: até você promover',
  requests: 'pedidos mínimos da candidata em cada passo',
  watch: 'tempo sob todo o tráfego antes de terminar, como 30s',
  replicas: 'réplicas',
  sticky: 'mantém cada pessoa numa revisão: header:NOME ou cookie:NOME',
  maxErrors: 'fração de erros tolerada (0.01)',
  slower: 'p95 da candidata sobre o da estável, tolerado (1.5)',
  maxDifferent: 'fração de respostas diferentes tolerada, sob shadow (0.01)',
  auto: 'promove sem perguntar quando o teste do A/B ou do shadow passa',
  engine: 'docker ou process (processos locais)',
  solution: 'de quem é o código: workspace (o seu), starter ou reference',
  promote: 'passa ao próximo passo; do último, a todo o tráfego',
  all: 'direto a todo o tráfego',
  pause: 'para onde está (continua vigiando)',
  resume: 'continua de onde parou, ou retoma o que um processo que morreu deixou',
  rollback: 'volta à revisão anterior, agora',
  weight: 'muda a porcentagem da candidata',
  status: 'mostra o rollout, suas decisões e a evidência de cada uma',
  scale: 'muda o número de réplicas de um endpoint, ou a política que o decide',
  min: 'escala automática: o menor número de réplicas',
  max: 'escala automática: o maior',
  concurrency: 'escala automática: pedidos em andamento por réplica, em média (4)',
  cpu: 'escala automática: fração do limite de CPU (0.7)',
  calm: 'escala automática: por quanto tempo menos réplicas teriam bastado, como 30s',
  fixed: 'sem escala automática',
  none: 'Nenhum rollout ainda.',
  strategyUnknown: (value: string) => `--strategy aceita direct, blue-green, canary, ab, shadow ou manual, não “${value}”.`,
  durationForm: (name: string, value: string) => `${name} espera um tempo como 500ms, 30s ou 5m, não “${value}”.`,
  numberForm: (name: string, value: string) => `${name} espera um número, não “${value}”.`,
  stickyForm: (value: string) => `--sticky espera header:NOME ou cookie:NOME, não “${value}”.`,
  scaleForm: 'diga --replicas N, --min e --max, ou --fixed',
  revision: 'revisão',
  role: { stable: 'estável', candidate: 'candidata', warm: 'mantida de pé' },
  kind: {
    started: 'começou',
    ready: 'a candidata está pronta e respondeu ao exemplo',
    step: 'passou de passo',
    passed: 'passou na vigia',
    held: 'passou; espera por você',
    tested: 'teste feito; espera por você',
    promoted: 'promovida',
    bad: 'está pior: volta atrás',
    undone: 'desfeita por você',
    finished: 'terminou',
    paused: 'pausada',
    resumed: 'continua',
    'taken-up': 'retomada',
    failed: 'a candidata não ficou pronta',
  },
  reason: {
    errors: 'erros demais',
    latency: 'lenta demais',
    answers: 'respostas diferentes',
    drift: 'deriva',
    person: 'a seu pedido',
    'not-ready': 'não ficou pronta',
    'test-lost': 'perdeu o teste',
    'candidate-gone': 'a candidata caiu',
  },
  status_: { running: 'em andamento', paused: 'pausado', succeeded: 'concluído', 'rolled-back': 'desfeito', failed: 'falhou' },
  waits: 'espera por você: bancada rollout promote, weight ou rollback',
  errors: 'erros',
  compared: (different: number, compared: number) => `${different} de ${compared} respostas diferentes`,
};

const en: typeof pt = {
  rollout: 'changes the revision of an endpoint: blue-green, canary, A/B, shadow, manual split; and goes back',
  start: 'starts a rollout and drives it to its end, or until it waits for you',
  target: 'what the new revision serves: model, model@alias, model:version or a challenge',
  strategy: 'direct, blue-green, canary, ab, shadow or manual',
  plan: 'a YAML file with the strategy, the steps and the limits; what the command line says counts more',
  weights: 'canary: percentages, such as 5,25,50; ab, shadow and manual: one percentage',
  hold: 'least time of each step, such as 30s or 5m; forever: until you promote',
  requests: 'least requests of the candidate in each step',
  watch: 'time under all of the traffic before the end, such as 30s',
  replicas: 'replicas',
  sticky: 'keeps each person with one revision: header:NAME or cookie:NAME',
  maxErrors: 'tolerated share of errors (0.01)',
  slower: 'tolerated p95 of the candidate over that of the stable revision (1.5)',
  maxDifferent: 'tolerated share of answers that differ, under shadow (0.01)',
  auto: 'promotes without asking when the test of the A/B or the shadow is passed',
  engine: 'docker or process (local processes)',
  solution: 'whose code: workspace (yours), starter or reference',
  promote: 'goes on to the next step; from the last one, to all of the traffic',
  all: 'straight to all of the traffic',
  pause: 'stops where it is (and goes on watching)',
  resume: 'goes on from where it stopped, or takes up what a process that died has left',
  rollback: 'goes back to the previous revision, now',
  weight: 'changes the percentage of the candidate',
  status: 'shows the rollout, its decisions and the evidence of each',
  scale: 'changes the number of replicas of an endpoint, or the policy that decides it',
  min: 'autoscaling: the smallest number of replicas',
  max: 'autoscaling: the largest',
  concurrency: 'autoscaling: requests under way at one replica, on average (4)',
  cpu: 'autoscaling: share of the CPU limit (0.7)',
  calm: 'autoscaling: how long fewer must have been enough, such as 30s',
  fixed: 'without autoscaling',
  none: 'No rollout yet.',
  strategyUnknown: (value) => `--strategy takes direct, blue-green, canary, ab, shadow or manual, not “${value}”.`,
  durationForm: (name, value) => `${name} expects a time such as 500ms, 30s or 5m, not “${value}”.`,
  numberForm: (name, value) => `${name} expects a number, not “${value}”.`,
  stickyForm: (value) => `--sticky expects header:NAME or cookie:NAME, not “${value}”.`,
  scaleForm: 'say --replicas N, --min and --max, or --fixed',
  revision: 'revision',
  role: { stable: 'stable', candidate: 'candidate', warm: 'kept warm' },
  kind: {
    started: 'started',
    ready: 'the candidate is ready and has answered the example',
    step: 'next step',
    passed: 'passed the watch',
    held: 'passed; waits for you',
    tested: 'tested; waits for you',
    promoted: 'promoted',
    bad: 'is worse: goes back',
    undone: 'undone by you',
    finished: 'finished',
    paused: 'paused',
    resumed: 'goes on',
    'taken-up': 'taken up',
    failed: 'the candidate did not get ready',
  },
  reason: {
    errors: 'too many errors',
    latency: 'too slow',
    answers: 'other answers',
    drift: 'drift',
    person: 'at your request',
    'not-ready': 'did not get ready',
    'test-lost': 'lost the test',
    'candidate-gone': 'the candidate went down',
  },
  status_: { running: 'under way', paused: 'paused', succeeded: 'succeeded', 'rolled-back': 'rolled back', failed: 'failed' },
  waits: 'waits for you: bancada rollout promote, weight or rollback',
  errors: 'errors',
  compared: (different, compared) => `${different} of ${compared} answers differ`,
};

export const rolloutTexts: Record<Locale, typeof pt> = { 'pt-BR': pt, en };

export function eventText({ kind, weight, reason, evidence, failure }: RolloutEvent, locale: Locale): string {
  const t = rolloutTexts[locale];
  const facts = [t.kind[kind], reason && t.reason[reason], weight === null ? null : `${percent(weight, locale)}`, failure?.message].filter(Boolean);
  return [`  ${facts.join(' · ')}`, ...(evidence ? evidenceText(evidence, locale) : [])].join('\n');
}

export function rolloutText(rollout: Rollout, locale: Locale): string {
  const t = rolloutTexts[locale];
  const { endpoint, plan, status, candidate, stable, weight, reason, waits, events } = rollout;
  const head = `${endpoint} · ${plan.strategy} · r${stable} → r${candidate ?? '—'} · ${t.status_[status]}${reason ? ` (${t.reason[reason]})` : ''} · ${percent(weight, locale)}`;
  return [head, ...events.map((event) => eventText(event, locale)), ...(waits && status === 'running' ? [t.waits] : [])].join('\n');
}

export function fleetText({ endpoint, revisions }: FleetView, locale: Locale): string {
  const t = rolloutTexts[locale];
  const lines = revisions.map(
    ({ revision, role, weight, replicas, wanted }) =>
      `  ${t.revision} ${revision} · ${t.role[role]} · ${percent(weight, locale)} · ${replicas}/${wanted} ${t.replicas}`,
  );
  return [endpoint, ...lines].join('\n');
}

function evidenceText({ stable, candidate, shadow, p }: Evidence, locale: Locale): string[] {
  const t = rolloutTexts[locale];
  const ms = (value: number | null) => (value === null ? '—' : `${new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(value)} ms`);
  const line = (name: string, { requests, errors, p95 }: Evidence['stable']) => `    ${name}: ${requests} · ${errors} ${t.errors} · p95 ${ms(p95)}`;
  return [
    ...(stable.requests + candidate.requests > 0 ? [line(t.role.stable, stable), line(t.role.candidate, candidate)] : []),
    ...(shadow ? [`    ${t.compared(shadow.different, shadow.compared)}`] : []),
    ...(p === null ? [] : [`    p = ${p.toPrecision(2)}`]),
  ];
}

function percent(weight: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(weight / 100);
}
