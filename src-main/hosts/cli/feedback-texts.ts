/** What `bancada feedback …`, `truth`, `performance` and `play` say, in both languages. */
import type { FeedbackState, Locale, LoopEvent, Performance } from '../../contract/index.ts';

const pt = {
  feedback: 'laços de realimentação: políticas que treinam de novo quando a produção pede',
  list: 'mostra as políticas: o motivo que há, o que segura, e os laços',
  load: 'lê a politica.yaml da solução de um desafio e passa a valer por ela',
  start: 'começa um laço agora; os freios valem do mesmo jeito',
  pause: 'a política não começa laços',
  resume: 'a política volta a começar laços',
  remove: 'apaga a política (o que os laços fizeram fica)',
  play: 'roda um desafio inteiro sem ninguém olhando: serve, simula, espera o drift, treina, compara, troca e confere; morto no meio, continua',
  truth: 'conta o que aconteceu: um CSV ou JSONL com id e label, juntado às previsões pelo id do pedido',
  door: 'endereço e token com que programas de fora contam a verdade de um endpoint (vale enquanto a bancada está aberta)',
  shut: 'fecha o endereço',
  doorShut: 'Endereço fechado.',
  doorOpen: (url: string, token: string) => `POST ${url}\nAuthorization: Bearer ${token}\n{ "truths": [{ "id": "…", "label": "…" }] }`,
  performance: 'acertos por janela de tempo, com os rótulos que já chegaram',
  windowOption: 'largura de cada janela, como 30s ou 5m',
  windows: 'quantas janelas',
  story: 'envia o tráfego de um arquivo de cenário (cenario.yaml)',
  solution: 'de quem é o código: workspace (o seu), starter ou reference',
  engine: 'docker ou process (processos locais)',
  none: 'Nenhuma política ainda.',
  told: (count: number) => `${count} rótulos novos.`,
  played: (sent: number, failed: number) => `${sent} pedidos enviados, ${failed} sem resposta boa.`,
  training: 'primeiro campeão: rodando o pipeline',
  again: 'continuando de onde parou',
  recovered: (before: number | null, after: number | null) =>
    `Acertos antes do laço: ${share(before, 'pt-BR')}; do novo campeão: ${share(after, 'pt-BR')}.`,
  notRecovered: 'O cenário acabou, e nenhum desafiante assumiu.',
  fileShape: 'o arquivo precisa das colunas id e label',
  kinds: {
    opened: 'laço aberto',
    data: 'dados separados',
    training: 'treino',
    trained: 'desafiante treinado',
    compared: 'desafiante melhor que o campeão',
    kept: 'desafiante não é melhor: o campeão fica',
    gate: 'passou pelo portão do registro',
    refused: 'recusado pelo portão do registro',
    canary: 'canary terminado',
    promoted: 'campeão trocado',
    'rolled-back': 'canary desfeito',
    confirmed: 'desempenho conferido',
    'taken-up': 'retomado de um núcleo que morreu',
    failed: 'falhou',
  },
  about: {
    ...{ cause: 'motivo', before: 'acertos antes', after: 'acertos agora', labels: 'rótulos', phase: 'fase', code: 'erro', reason: 'por' },
    ...{ rows: 'linhas', holdout: 'na prova', from: 'de', to: 'até', train: 'treino', exam: 'prova', run: 'execução', version: 'versão' },
    ...{ champion: 'campeão', challenger: 'desafiante', onlyChampion: 'só o campeão acertou', onlyChallenger: 'só o desafiante acertou' },
    ...{ p: 'p', alpha: 'limite de p', checks: 'exigências', failed: 'não cumpriu', steps: 'passos' },
  },
  waiting: (count: number) => `${count} respostas ainda esperam a verdade.`,
  cause: 'motivo',
  hold: 'espera',
  labels: 'rótulos',
};

const en: typeof pt = {
  feedback: 'feedback loops: policies that train again when production asks for it',
  list: 'shows the policies: the reason there is, what holds it, and the loops',
  load: 'reads the politica.yaml of a challenge’s solution and goes by it from now on',
  start: 'begins a loop now; the guards hold all the same',
  pause: 'the policy begins no loops',
  resume: 'the policy begins loops again',
  remove: 'deletes the policy (what its loops did stays)',
  play: 'runs a whole challenge with nobody watching: serves, simulates, waits for drift, trains, compares, switches and confirms; killed, it goes on',
  truth: 'tells what happened: a CSV or JSONL with id and label, joined to the predictions by the request’s id',
  door: 'address and token by which programs outside tell the truth of an endpoint (while the lab is open)',
  shut: 'closes the address',
  doorShut: 'Address closed.',
  doorOpen: (url, token) => `POST ${url}\nAuthorization: Bearer ${token}\n{ "truths": [{ "id": "…", "label": "…" }] }`,
  performance: 'right answers by window of time, with the labels that have arrived',
  windowOption: 'width of each window, such as 30s or 5m',
  windows: 'how many windows',
  story: 'sends the traffic of a scenario file (cenario.yaml)',
  solution: 'whose code: workspace (yours), starter or reference',
  engine: 'docker or process (local processes)',
  none: 'No policy yet.',
  told: (count) => `${count} new labels.`,
  played: (sent, failed) => `${sent} requests sent, ${failed} without a good answer.`,
  training: 'first champion: running the pipeline',
  again: 'going on from where it stopped',
  recovered: (before, after) => `Right answers before the loop: ${share(before, 'en')}; of the new champion: ${share(after, 'en')}.`,
  notRecovered: 'The scenario is over, and no challenger took over.',
  fileShape: 'the file needs the columns id and label',
  kinds: {
    opened: 'loop opened',
    data: 'data set aside',
    training: 'training',
    trained: 'challenger trained',
    compared: 'challenger better than champion',
    kept: 'challenger no better: the champion stays',
    gate: 'through the registry’s gate',
    refused: 'refused by the registry’s gate',
    canary: 'canary over',
    promoted: 'champion replaced',
    'rolled-back': 'canary undone',
    confirmed: 'performance confirmed',
    'taken-up': 'taken up from a core that had died',
    failed: 'failed',
  },
  about: {
    ...{ cause: 'reason', before: 'right before', after: 'right now', labels: 'labels', phase: 'phase', code: 'error', reason: 'by' },
    ...{ rows: 'rows', holdout: 'in the exam', from: 'from', to: 'to', train: 'training', exam: 'exam', run: 'run', version: 'version' },
    ...{ champion: 'champion', challenger: 'challenger', onlyChampion: 'only the champion right', onlyChallenger: 'only the challenger right' },
    ...{ p: 'p', alpha: 'limit of p', checks: 'demands', failed: 'not met', steps: 'steps' },
  },
  waiting: (count) => `${count} answers still wait for the truth.`,
  cause: 'reason',
  hold: 'waits',
  labels: 'labels',
};

export const feedbackTexts: Record<Locale, typeof pt> = { 'pt-BR': pt, en };

function share(value: number | null, locale: Locale): string {
  return value === null ? '—' : `${(value * 100).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`;
}

/** What is only of use to a program (an id of an alert, the verdict that the words give already) is left to `--json`. */
export function loopEventText({ kind, data }: LoopEvent, locale: Locale): string {
  const names: Readonly<Record<string, string>> = feedbackTexts[locale].about;
  const about = Object.entries(data).flatMap(([name, value]) => {
    const isMoment = kind === 'data' && (name === 'from' || name === 'to');
    const isShare = typeof value === 'number' && shares.has(name);
    if (value === null || !(name in names)) return [];
    return `${names[name]} ${isMoment ? timeOf(Number(value)) : isShare ? share(value, locale) : shown(value, locale)}`;
  });
  return `  ${feedbackTexts[locale].kinds[kind]}${about.length > 0 ? `: ${about.join(', ')}` : ''}`;
}

const shares = new Set(['before', 'after', 'champion', 'challenger']);
const timeOf = (moment: number) => new Date(moment).toTimeString().slice(0, 8);

function shown(value: string | number | boolean, locale: Locale): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toLocaleString(locale, { maximumSignificantDigits: 4 }) : String(value);
}

export function policyText({ policy, cause, hold, labels, newLabels, loops }: FeedbackState, locale: Locale): string {
  const t = feedbackTexts[locale];
  const head = `${policy.name} → ${policy.endpoint}  ${t.cause}: ${cause ?? '—'}  ${t.hold}: ${hold ?? '—'}  ${t.labels}: ${labels} (+${newLabels})`;
  const told = loops.map(
    (loop) => `  ${loop.id.slice(0, 8)}  ${loop.cause}  ${loop.status}${loop.comparison ? `  p=${shown(loop.comparison.p, locale)}` : ''}`,
  );
  return [head, ...told].join('\n');
}

export function performanceText({ windows, waiting }: Performance, locale: Locale): string {
  const told = windows.filter(({ labels }) => labels > 0);
  const lines = told.map(
    ({ start, labels, share: right, low, high }) =>
      `${timeOf(start)}  ${share(right, locale)}  [${share(low, locale)}, ${share(high, locale)}]  n=${labels}`,
  );
  return [...lines, feedbackTexts[locale].waiting(waiting)].join('\n');
}
