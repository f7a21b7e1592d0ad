/** `useTriggerWords`: sources, reasons and moments of triggers as a person says them. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Firing, type QueueReason, sayRuleName, scheduleWords, type Trigger } from '#contract';
import { useLocale } from '../../app/i18n.ts';
import { queries } from '../../app/queries.ts';

type Source = Trigger['source'];

export function useTriggerWords() {
  const { t } = useTranslation('automation');
  const { locale } = useLocale();
  const { data: rules = [] } = useQuery(queries.alerts.rules());

  const ruleName = (id: string) => sayRuleName({ id, title: rules.find((rule) => rule.id === id)?.title ?? null }, locale);

  function source(of: Source): string {
    switch (of.kind) {
      case 'cron':
      case 'interval': {
        const words = scheduleWords(of, locale);
        return words ? capital(words) : of.kind === 'cron' ? t('source.pattern', { pattern: of.pattern }) : '';
      }
      case 'files':
        return t(of.path === '' ? 'source.workspace' : 'source.files', { workspace: of.workspace, path: of.path });
      case 'dataset':
        return t('source.dataset', { name: of.dataset });
      case 'model':
        return of.on === 'version'
          ? t('source.version', { name: of.model ?? t('source.anyModel') })
          : t('source.alias', { name: of.model ?? t('source.anyModel'), alias: of.alias ?? t('source.anyAlias') });
      case 'alert':
        return t('source.alert', { rule: ruleName(of.rule), endpoint: of.endpoint ?? t('source.anyEndpoint') });
      case 'webhook':
        return t('source.webhook');
    }
  }

  function reason(of: QueueReason): string {
    switch (of.kind) {
      case 'memory':
        return t('reason.memory', { used: gigabytes(of.used), budget: gigabytes(of.budget), needed: gigabytes(of.needed) });
      case 'tag':
        return t('reason.tag', { tag: of.tag, running: of.running, limit: of.limit });
      case 'runs':
        return t('reason.runs', { running: of.running, limit: of.limit });
      default:
        return t(`reason.${of.kind}`);
    }
  }

  const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toLocaleString(locale, { maximumFractionDigits: 1 })} GB`;
  const moment = (at: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(at);

  return { source, reason, gigabytes, moment, why: (firing: Pick<Firing, 'reason'>) => (firing.reason ? t(`skip.${firing.reason}`) : '') };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
