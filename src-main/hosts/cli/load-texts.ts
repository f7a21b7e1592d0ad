/** What `bancada load` and `bancada loads` say, in both languages. */
import type { Latencies, LoadSecond, LoadTest, Locale } from '../../contract/index.ts';

const pt = {
  load: 'envia pedidos a um serviço numa taxa que não espera pelas respostas e mede quanto elas demoram',
  loads: 'lista os testes de carga; com um código, mostra o teste; com dois, compara',
  rate: 'pedidos por segundo (a taxa final da rampa, a mais alta da onda)',
  duration: 'por quanto tempo: 30s, 500ms, 2m',
  profile: 'constant, ramp, spike ou wave',
  from: 'taxa inicial da rampa, ou a mais baixa da onda (0)',
  peak: 'taxa do pico',
  peakDuration: 'duração do pico (um quinto do teste)',
  period: 'duração de uma onda (a do teste)',
  random: 'chegadas ao acaso, como pessoas, em vez de regulares',
  revision: 'só a revisão com esse número, com qualquer parcela do tráfego',
  path: 'rota (/predict)',
  get: 'GET, sem corpo',
  body: 'arquivo JSON com um corpo ou uma lista de corpos, enviados em rodízio',
  rows: 'example (o exemplo do serviço) ou reference (as linhas do treino)',
  connections: 'conexões ao mesmo tempo, no máximo (200)',
  timeout: 'espera por uma resposta, no máximo (10s)',
  limit: (what: string) => `o teste falha se o ${what} passar deste tempo`,
  maxFailed: 'o teste falha se a parcela de erros passar desta (0.01 ou 1%)',
  seed: 'semente das chegadas ao acaso',
  needs: (profile: string, option: string) => `o perfil ${profile} precisa de ${option}`,
  profileUnknown: (given: string) => `perfil “${given}”; existem: constant, ramp, spike, wave`,
  rowsUnknown: (given: string) => `--rows “${given}”; existem: example, reference`,
  numberForm: (name: string, given: string) => `${name} é um número, não “${given}”`,
  timeForm: (name: string, given: string) => `${name} é um tempo como 30s, 500ms ou 2m, não “${given}”`,
  status: { running: 'em andamento', done: 'concluído', cancelled: 'cancelado', failed: 'falhou', interrupted: 'interrompido' },
  due: 'enviados',
  ok: 'ok',
  failed: 'com erro',
  throughput: 'respostas/s',
  latency: 'desde a hora marcada',
  service: 'desde o envio',
  revision2: 'revisão',
  late: (p99: string) => `O próprio testador atrasou os envios em até ${p99} (p99).`,
  broken: (limit: string, seen: string, wanted: string) => `Acima do limite: ${limit} ${seen} (limite: ${wanted})`,
  differs: 'diferente',
  same: 'sem diferença que se possa afirmar',
  saved: (run: string) => `Execução registrada: ${run}`,
};

const en: typeof pt = {
  load: 'sends requests to a service at a rate that does not wait for the answers, and measures what they take',
  loads: 'lists the load tests; with an id, shows the test; with two, compares them',
  rate: 'requests per second (where a ramp ends, the highest of a wave)',
  duration: 'for how long: 30s, 500ms, 2m',
  profile: 'constant, ramp, spike or wave',
  from: 'where a ramp begins, or the lowest of a wave (0)',
  peak: 'rate of the spike',
  peakDuration: 'how long the spike lasts (a fifth of the test)',
  period: 'how long a wave lasts (as the test)',
  random: 'arrivals at random, as people come, instead of regular ones',
  revision: 'only the revision of that number, whatever its share of the traffic',
  path: 'route (/predict)',
  get: 'GET, without a body',
  body: 'JSON file with one body or a list of bodies, sent in turn',
  rows: 'example (the service’s own) or reference (the rows of the training)',
  connections: 'connections at a time, at most (200)',
  timeout: 'longest wait for an answer (10s)',
  limit: (what) => `the test fails when the ${what} is longer than this`,
  maxFailed: 'the test fails when the share of errors is above this (0.01 or 1%)',
  seed: 'seed of the random arrivals',
  needs: (profile, option) => `the ${profile} profile needs ${option}`,
  profileUnknown: (given) => `profile "${given}"; there are: constant, ramp, spike, wave`,
  rowsUnknown: (given) => `--rows "${given}"; there are: example, reference`,
  numberForm: (name, given) => `${name} is a number, not "${given}"`,
  timeForm: (name, given) => `${name} is a time like 30s, 500ms or 2m, not "${given}"`,
  status: { running: 'running', done: 'done', cancelled: 'cancelled', failed: 'failed', interrupted: 'interrupted' },
  due: 'sent',
  ok: 'ok',
  failed: 'failed',
  throughput: 'answers/s',
  latency: 'since it was due',
  service: 'since it was sent',
  revision2: 'revision',
  late: (p99) => `The tester itself was late by up to ${p99} (p99).`,
  broken: (limit, seen, wanted) => `Above the limit: ${limit} ${seen} (limit: ${wanted})`,
  differs: 'different',
  same: 'no difference that can be claimed',
  saved: (run) => `Tracked run: ${run}`,
};

export const loadTexts = (locale: Locale) => {
  const t = locale === 'en' ? en : pt;
  return {
    ...t,
    second: ({ second, due, ok, failed, p50, p99 }: LoadSecond) =>
      `${String(second + 1).padStart(4)} s  ${due} ${t.due}  ${ok} ${t.ok}  ${failed} ${t.failed}${p50 === null ? '' : `  p50 ${ms(p50, locale)}  p99 ${ms(p99!, locale)}`}`,
    line: ({ loadId, endpoint, target, revision, plan, status, result }: LoadTest) =>
      `${loadId}  ${endpoint} r${revision} (${target})  ${plan.profile.kind} ${plan.profile.rate}/s  ${t.status[status]}  ${result.latency ? `p99 ${ms(result.latency.p99.ms, locale)}` : '—'}  ${result.failed} ${t.failed}`,
  };
};

const quantiles = ['p50', 'p75', 'p90', 'p95', 'p99', 'p999'] as const;
const nameOf = (which: (typeof quantiles)[number]) => (which === 'p999' ? 'p99.9' : which);

function ms(value: number, locale: Locale): string {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ms`;
}

const percent = (value: number, locale: Locale) => value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 2 });

export function resultText({ endpoint, target, revision, status, result, trackingRunId }: LoadTest, locale: Locale): string {
  const t = loadTexts(locale);
  const row = (name: string, found: Latencies | null) =>
    found ? [`${name}: ${quantiles.map((which) => `${nameOf(which)} ${ms(found[which].ms, locale)}`).join('  ')}  max ${ms(found.max, locale)}`] : [];
  const errors = Object.entries(result.errors).map(([kind, times]) => `${kind} × ${times}`);
  return [
    `${endpoint} r${revision} (${target}): ${t.status[status]}`,
    `${result.sent} ${t.due}, ${result.ok} ${t.ok}, ${result.failed} ${t.failed}${errors.length > 0 ? ` (${errors.join(', ')})` : ''}; ${result.throughput.toFixed(1)} ${t.throughput}`,
    ...row(t.latency, result.latency),
    ...row(t.service, result.service),
    ...(result.revisions.length > 1 ? result.revisions.flatMap(({ revision: by, latency }) => row(`${t.revision2} ${by}`, latency)) : []),
    t.late(ms(result.late.p99, locale)),
    ...result.broken.map(({ limit, wanted, seen }) =>
      limit === 'failed'
        ? t.broken(t.failed, percent(seen, locale), percent(wanted, locale))
        : t.broken(limit.replace('Ms', '').replace('p999', 'p99.9'), ms(seen, locale), ms(wanted, locale)),
    ),
    ...(trackingRunId ? [t.saved(trackingRunId)] : []),
  ].join('\n');
}

export function comparedText(a: LoadTest, b: LoadTest, locale: Locale): string {
  const t = loadTexts(locale);
  const lines = quantiles.map((which) => {
    const [one, other] = [a.result.latency?.[which], b.result.latency?.[which]];
    if (!one || !other) return `${nameOf(which)}  —`;
    const below = (a: typeof one, b: typeof one) => a.high !== null && a.high < b.low;
    const differs = below(one, other) || below(other, one);
    return `${nameOf(which).padEnd(6)} ${ms(one.ms, locale).padStart(10)}  ${ms(other.ms, locale).padStart(10)}  × ${(other.ms / one.ms).toFixed(2)}  ${differs ? t.differs : t.same}`;
  });
  return [loadTexts(locale).line(a), loadTexts(locale).line(b), ...lines].join('\n');
}
