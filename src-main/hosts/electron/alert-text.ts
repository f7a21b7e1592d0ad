/** An alert in the words of a desktop notification. Apart from `texts.ts`, because the core's process has no Electron app. */
import type { Alert, Locale } from '../../contract/index.ts';

const rules: Record<Locale, Record<Alert['rule'], string>> = {
  'pt-BR': { latency: 'Latência alta', errors: 'Muitos erros', cpu: 'CPU no limite', drift: 'Drift (deriva) nos dados' },
  en: { latency: 'High latency', errors: 'Many errors', cpu: 'CPU at its limit', drift: 'Data drift' },
};

export function alertText(alert: Alert, locale: Locale): { title: string; body: string } {
  return { title: `${rules[locale][alert.rule]} · ${alert.endpoint}`, body: alert.subjects.join(', ') };
}
