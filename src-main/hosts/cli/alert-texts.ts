/** What `bancada alerts …` says, in both languages. */
import { type Alert, type AlertRule, type Locale, type Silence, sayAlert, sayRule, sayRuleName, saySeverity } from '../../contract/index.ts';

const pt = {
  alerts: 'alertas: o que dispara, regras, silêncios',
  list: 'mostra os alertas, primeiro os que valem agora',
  endpoint: 'só deste endpoint',
  limit: 'quantos mostrar',
  rules: 'mostra as regras',
  export: 'escreve as regras como YAML (no arquivo, ou na saída)',
  apply: 'passa a valer pelas regras de um arquivo YAML',
  replace: 'o que não está no arquivo deixa de valer',
  removeRule: 'apaga uma regra; uma que veio com a bancada volta a ser como era',
  history: 'o que aconteceu com um alerta',
  ack: 'reconhece um alerta: alguém já está cuidando',
  note: 'o que se sabe dele',
  silence: 'ninguém é avisado por um tempo (os alertas continuam na lista)',
  rule: 'só desta regra',
  time: 'quanto tempo, como 30m ou 2h',
  reason: 'o motivo',
  silences: 'mostra os silêncios que valem',
  unsilence: 'termina um silêncio agora',
  none: 'Nenhum alerta.',
  noSilence: 'Nenhum silêncio.',
  applied: (count: number) => `${count} regras valem agora.`,
  written: (file: string) => `Regras escritas em ${file}.`,
  everywhere: 'todos os endpoints',
  everyRule: 'todas as regras',
  until: 'até',
  status: { firing: 'disparado', acknowledged: 'reconhecido', resolved: 'encerrado' },
  events: {
    fired: 'disparou',
    worsened: 'piorou',
    muted: 'ninguém avisado (silêncio)',
    notified: 'canais avisados',
    acknowledged: 'reconhecido',
    resolved: 'encerrado',
  },
};

const en: typeof pt = {
  alerts: 'alerts: what fires, rules, silences',
  list: 'shows the alerts, those that hold now first',
  endpoint: 'of this endpoint only',
  limit: 'how many to show',
  rules: 'shows the rules',
  export: 'writes the rules as YAML (to the file, or to the output)',
  apply: 'goes by the rules of a YAML file from now on',
  replace: 'what the file does not hold no longer counts',
  removeRule: 'deletes a rule; one that the lab brought goes back to what it was',
  history: 'what became of an alert',
  ack: 'acknowledges an alert: somebody is taking care of it',
  note: 'what is known of it',
  silence: 'nobody is told for a while (the alerts stay in the list)',
  rule: 'of this rule only',
  time: 'how long, such as 30m or 2h',
  reason: 'the reason',
  silences: 'shows the silences that hold',
  unsilence: 'ends a silence now',
  none: 'No alerts.',
  noSilence: 'No silences.',
  applied: (count) => `${count} rules hold now.`,
  written: (file) => `Rules written to ${file}.`,
  everywhere: 'every endpoint',
  everyRule: 'every rule',
  until: 'until',
  status: { firing: 'firing', acknowledged: 'acknowledged', resolved: 'resolved' },
  events: {
    fired: 'fired',
    worsened: 'got worse',
    muted: 'nobody told (silence)',
    notified: 'channels told',
    acknowledged: 'acknowledged',
    resolved: 'resolved',
  },
};

export const alertTexts: Record<Locale, typeof pt> = { 'pt-BR': pt, en };

export const when = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

export function alertText(alert: Alert, locale: Locale): string {
  const t = alertTexts[locale];
  const name = sayRuleName({ id: alert.rule, title: alert.title }, locale);
  const head = `${alert.id.slice(0, 8)}  ${t.status[alert.status]}  ${saySeverity(alert.severity, locale)}  ${when(alert.startedAt)}  ${alert.endpoint}  ${name}`;
  return `${head}\n          ${sayAlert(alert, locale)}${alert.note ? `\n          ${alert.note}` : ''}`;
}

export function ruleText(rule: AlertRule, locale: Locale): string {
  const t = alertTexts[locale];
  const about = `${rule.endpoint ?? t.everywhere} · ${saySeverity(rule.severity, locale)}`;
  return `${rule.enabled ? '●' : '○'} ${rule.id}  ${sayRuleName(rule, locale)}\n    ${sayRule(rule, locale)}\n    ${about}`;
}

export function silenceText({ id, rule, endpoint, endsAt, reason }: Silence, locale: Locale): string {
  const t = alertTexts[locale];
  return `${id.slice(0, 8)}  ${rule ?? t.everyRule} · ${endpoint ?? t.everywhere}  ${t.until} ${when(endsAt)}  ${reason}`;
}
