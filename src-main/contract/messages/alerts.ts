/** `sayAlert`, `sayRule`: what an alert is about and what a rule watches, in a sentence: for windows, terminal, mail and chat alike. */
import type { Alert, AlertCondition, AlertRule, AlertSeverity } from '../alerts.ts';
import type { Locale } from './index.ts';

type Pair = readonly [pt: string, en: string];

const names: Record<string, Pair> = {
  latency: ['Latência alta', 'High latency'],
  errors: ['Muitos erros', 'Many errors'],
  cpu: ['CPU no limite', 'CPU at its limit'],
  drift: ['Drift (deriva) nos dados', 'Data drift'],
};

const severities: Record<AlertSeverity, Pair> = { info: ['informação', 'info'], warning: ['atenção', 'warning'], critical: ['crítico', 'critical'] };
const checks: Record<Extract<AlertCondition, { kind: 'quality' }>['check'], Pair> = {
  missing: ['valores ausentes', 'missing values'],
  'out-of-range': ['valores fora da faixa do treino', 'values outside the training range'],
  'new-category': ['categorias que o treino não tinha', 'categories unknown to training'],
};
const statistics: Record<string, Pair> = { p: ['p corrigido', 'corrected p'], psi: ['PSI', 'PSI'], ks: ['KS', 'KS'], chi2: ['χ²', 'χ²'] };

const at = (locale: Locale, [pt, en]: Pair) => (locale === 'en' ? en : pt);

export function saySeverity(severity: AlertSeverity, locale: Locale): string {
  return at(locale, severities[severity]);
}

/** The name that a person gave it, else the one that the lab has for it. */
export function sayRuleName({ id, title }: { id: string; title: string | null }, locale: Locale): string {
  const known = names[id];
  return title ?? (known ? at(locale, known) : id);
}

/** What is looked at. */
export function sayCondition(when: AlertCondition, locale: Locale): string {
  const say = (pt: string, en: string) => at(locale, [pt, en]);
  switch (when.kind) {
    case 'drift-score':
      return say('parte dos atributos com deriva', 'share of features that drifted');
    case 'drift': {
      const name = at(locale, statistics[when.statistic] ?? [when.statistic, when.statistic]);
      return say(`${name} de ${when.feature ?? 'qualquer atributo'}`, `${name} of ${when.feature ?? 'any feature'}`);
    }
    case 'prediction-drift': {
      const name = at(locale, statistics[when.statistic] ?? [when.statistic, when.statistic]);
      return say(`${name} das previsões`, `${name} of the predictions`);
    }
    case 'quality': {
      const what = at(locale, checks[when.check]);
      return say(`${what} em ${when.feature ?? 'qualquer atributo'}`, `${what} in ${when.feature ?? 'any feature'}`);
    }
    case 'errors':
      return say(`parte dos pedidos com erro em ${when.over}`, `share of failed requests in ${when.over}`);
    case 'latency':
      return say(`p${when.percentile} da latência em ${when.over}`, `p${when.percentile} of latency in ${when.over}`);
    case 'cpu':
      return say('CPU em duas medidas seguidas', 'CPU in two measurements in a row');
    case 'performance':
      return say(`acertos nos últimos ${when.labels} rótulos`, `right answers among the last ${when.labels} labels`);
    case 'volume':
      return say(`pedidos em ${when.over}`, `requests in ${when.over}`);
  }
}

const problems: Record<string, Pair> = {
  '@nobody-there': ['Ninguém com a janela aberta para mostrar a notificação.', 'Nobody had a window open to show the notification.'],
  '@channel-removed': ['O canal foi apagado antes do envio.', 'The channel was deleted before this was sent.'],
  '@secret-missing': [
    'Falta o segredo do canal (ou a variável de ambiente que o guarda).',
    'The channel’s secret is missing (or the variable that holds it).',
  ],
};

/** Why a message was not delivered: in our words where it is ours to say, else in those of the other side. */
export function sayDeliveryError(error: string, locale: Locale): string {
  const known = problems[error];
  return known ? at(locale, known) : error;
}

/** A value in the unit of what is looked at. */
export function sayMeasure(when: AlertCondition, value: number, locale: Locale): string {
  const number = (x: number, most: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: most }).format(x);
  switch (when.kind) {
    case 'latency':
      return `${number(value, value < 10 ? 2 : 0)} ms`;
    case 'cpu':
      return `${number(value, 0)} %`;
    case 'volume':
      return number(value, 0);
    case 'drift':
    case 'prediction-drift':
      return when.statistic === 'p' && value !== 0 && value < 0.001 ? value.toExponential(1) : number(value, 3);
    default:
      return `${number(value * 100, 1)} %`;
  }
}

/** `massa · PSI de massa: 0,42 (limite 0,2)`. */
export function sayAlert(
  { condition, value, threshold, subjects }: Pick<Alert, 'condition' | 'value' | 'threshold' | 'subjects'>,
  locale: Locale,
): string {
  const about = subjects.length > 0 ? `${subjects.join(', ')} · ` : '';
  const limit = at(locale, ['limite', 'threshold']);
  return `${about}${sayCondition(condition, locale)}: ${sayMeasure(condition, value, locale)} (${limit} ${sayMeasure(condition, threshold, locale)})`;
}

/** `PSI de massa acima de 0,2 por 3 janelas`. */
export function sayRule(rule: Pick<AlertRule, 'when' | 'above' | 'below' | 'for' | 'clear'>, locale: Locale): string {
  const say = (pt: string, en: string) => at(locale, [pt, en]);
  const measure = (value: number) => sayMeasure(rule.when, value, locale);
  const side = rule.above !== null ? say('acima de', 'above') : say('abaixo de', 'below');
  const held =
    typeof rule.for === 'string'
      ? say(` por ${rule.for}`, ` for ${rule.for}`)
      : rule.for > 1
        ? say(` por ${rule.for} janelas`, ` for ${rule.for} windows`)
        : '';
  const end = rule.clear === null ? '' : say(`; termina em ${measure(rule.clear)}`, `; ends at ${measure(rule.clear)}`);
  return `${sayCondition(rule.when, locale)} ${side} ${measure((rule.above ?? rule.below)!)}${held}${end}`;
}
