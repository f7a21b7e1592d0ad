/** An alert in the words of a desktop notification. Apart from `texts.ts`, because the core's process has no Electron app. */
import type { Alert, Locale } from '../../contract/index.ts';
import { sayAlert, sayRuleName } from '../../contract/messages/alerts.ts';

export function alertText(alert: Alert, locale: Locale): { title: string; body: string } {
  return { title: `${sayRuleName({ id: alert.rule, title: alert.title }, locale)} · ${alert.endpoint}`, body: sayAlert(alert, locale) };
}
