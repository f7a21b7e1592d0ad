/** `messageOf`, `testMessage`: what is told of an alert, in the learner's language, with the facts for programs beside the words for people. */
import type { Alert } from '../contract/alerts.ts';
import type { Delivery } from '../contract/channels.ts';
import { sayAlert, sayCondition, sayMeasure, sayRuleName, saySeverity } from '../contract/messages/alerts.ts';
import type { Locale } from '../contract/messages/index.ts';

export interface Message {
  event: Delivery['event'];
  title: string;
  body: string;
  /** A fact each, for mail. */
  lines?: string[];
  /** ISO 8601. */
  at: string;
  facts: Record<string, unknown> | null;
}

const events: Record<Locale, Record<Delivery['event'], string>> = {
  'pt-BR': { fired: 'Disparou', worsened: 'Piorou', resolved: 'Encerrado', test: 'Teste' },
  en: { fired: 'Firing', worsened: 'Worse', resolved: 'Resolved', test: 'Test' },
};

const tests: Record<Locale, { title: string; body: string }> = {
  'pt-BR': { title: 'Teste de canal', body: 'Esta mensagem é um teste da Bancada: o canal funciona. Nada disparou.' },
  en: { title: 'Channel test', body: 'This message is a test by Bancada: the channel works. Nothing fired.' },
};

export function messageOf(alert: Alert, event: 'fired' | 'worsened' | 'resolved', locale: Locale, at: number): Message {
  const name = sayRuleName({ id: alert.rule, title: alert.title }, locale);
  const { id, endpoint, rule, title, condition, severity, status, value, threshold, subjects, startedAt, endedAt } = alert;
  const iso = (moment: number | null) => (moment === null ? null : new Date(moment).toISOString());
  return {
    event,
    title: `${events[locale][event]} · ${name} · ${endpoint}`,
    body: `${sayAlert(alert, locale)} · ${saySeverity(severity, locale)}`,
    lines: linesOf(alert, name, locale),
    at: new Date(at).toISOString(),
    facts: {
      ...{ id, endpoint, rule, title, condition, severity, status, value, threshold, subjects },
      ...{ startedAt: iso(startedAt), endedAt: iso(endedAt) },
    },
  };
}

const words: Record<Locale, Record<'rule' | 'endpoint' | 'severity' | 'watched' | 'value' | 'threshold' | 'features' | 'since' | 'until', string>> = {
  'pt-BR': {
    ...{ rule: 'Regra', endpoint: 'Endpoint', severity: 'Gravidade', watched: 'O que vigia', value: 'Valor', threshold: 'Limite' },
    ...{ features: 'Atributos', since: 'Desde', until: 'Até' },
  },
  en: {
    ...{ rule: 'Rule', endpoint: 'Endpoint', severity: 'Severity', watched: 'What it watches', value: 'Value', threshold: 'Threshold' },
    ...{ features: 'Features', since: 'Since', until: 'Until' },
  },
};

function linesOf({ endpoint, severity, condition, value, threshold, subjects, startedAt, endedAt }: Alert, name: string, locale: Locale): string[] {
  const say = words[locale];
  const moment = (at: number) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long' }).format(at);
  return [
    `${say.rule}: ${name}`,
    `${say.endpoint}: ${endpoint}`,
    `${say.severity}: ${saySeverity(severity, locale)}`,
    `${say.watched}: ${sayCondition(condition, locale)}`,
    `${say.value}: ${sayMeasure(condition, value, locale)}`,
    `${say.threshold}: ${sayMeasure(condition, threshold, locale)}`,
    ...(subjects.length > 0 ? [`${say.features}: ${subjects.join(', ')}`] : []),
    `${say.since}: ${moment(startedAt)}`,
    ...(endedAt === null ? [] : [`${say.until}: ${moment(endedAt)}`]),
  ];
}

export function testMessage(locale: Locale, at: number): Message {
  return { event: 'test', ...tests[locale], at: new Date(at).toISOString(), facts: null };
}
