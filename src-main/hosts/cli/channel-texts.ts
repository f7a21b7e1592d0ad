/** What `bancada channels …` says, in both languages. */
import { type ChannelView, type Delivery, type Locale, saySeverity } from '../../contract/index.ts';
import { sayDeliveryError } from '../../contract/messages/alerts.ts';
import { when } from './alert-texts.ts';

const pt = {
  channels: 'canais: por onde os alertas chegam às pessoas',
  list: 'mostra os canais',
  add: 'cria um canal, ou muda o que tem este nome',
  remove: 'apaga um canal',
  test: 'manda uma mensagem de teste e espera o resultado',
  deliveries: 'mostra o que foi mandado, com os erros',
  retry: 'manda de novo o que falhou',
  webhook: 'endereço que recebe JSON por POST',
  slack: 'webhook de entrada do Slack (ou compatível); o endereço vai em --secret',
  email: 'destinatários, separados por vírgula',
  smtp: 'servidor de e-mail, como smtp.exemplo.org:587',
  security: 'none, starttls ou tls',
  ca: 'certificado (PEM) da autoridade que responde pelo servidor, se é uma só sua',
  user: 'usuário do servidor de e-mail',
  from: 'remetente',
  secret: 'segredo (assinatura, endereço do Slack ou senha); env:NOME lê do ambiente quando precisar',
  least: 'gravidade mínima: info, warning ou critical',
  unresolved: 'não avisa quando o alerta se encerra',
  off: 'guardado, mas desligado',
  oneTarget: 'Escolha um destino: --webhook, --slack ou --email (com --smtp e --from).',
  none: 'Nada foi mandado ainda.',
  removed: (name: string) => `Canal ${name} apagado.`,
  hasSecret: 'com segredo',
  status: { waiting: 'espera', sending: 'enviando', delivered: 'entregue', failed: 'falhou' },
};

const en: typeof pt = {
  channels: 'channels: how alerts reach people',
  list: 'shows the channels',
  add: 'makes a channel, or changes the one of this name',
  remove: 'deletes a channel',
  test: 'sends a test message and waits for what comes of it',
  deliveries: 'shows what was sent, with its errors',
  retry: 'sends again what failed',
  webhook: 'address that takes JSON by POST',
  slack: 'Slack’s incoming webhook (or a compatible one); the address goes into --secret',
  email: 'recipients, with commas between',
  smtp: 'mail server, such as smtp.example.org:587',
  security: 'none, starttls or tls',
  ca: 'certificate (PEM) of the authority that vouches for the server, where it is one of your own',
  user: 'user at the mail server',
  from: 'sender',
  secret: 'secret (signature, Slack’s address or password); env:NAME is read from the environment when needed',
  least: 'least severity: info, warning or critical',
  unresolved: 'is not told when an alert is over',
  off: 'kept, but switched off',
  oneTarget: 'Choose one target: --webhook, --slack or --email (with --smtp and --from).',
  none: 'Nothing has been sent yet.',
  removed: (name) => `Channel ${name} deleted.`,
  hasSecret: 'with a secret',
  status: { waiting: 'waiting', sending: 'sending', delivered: 'delivered', failed: 'failed' },
};

export const channelTexts: Record<Locale, typeof pt> = { 'pt-BR': pt, en };

export function channelText({ name, enabled, least, target, secret, waiting, failed }: ChannelView, locale: Locale): string {
  const t = channelTexts[locale];
  const to = target.kind === 'webhook' ? target.url : target.kind === 'email' ? `${target.to.join(', ')} (${target.host}:${target.port})` : '';
  const kept = secret === null ? '' : `  ${secret.startsWith('env:') ? secret : t.hasSecret}`;
  return `${enabled ? '●' : '○'} ${name}  ${target.kind}  ≥ ${saySeverity(least, locale)}  ${to}${kept}  ${t.status.waiting}: ${waiting}  ${t.status.failed}: ${failed}`;
}

export function deliveryText({ id, channel, title, status, createdAt, attempts }: Delivery, locale: Locale): string {
  const tried = attempts.map(
    ({ at, ms, answer, error }) => `\n    ${when(at)}  ${Math.round(ms)} ms  ${error ? sayDeliveryError(error, locale) : (answer ?? '')}`,
  );
  return `${id.slice(0, 8)}  ${channelTexts[locale].status[status]}  ${when(createdAt)}  ${channel}  ${title}${tried.join('')}`;
}
