/** A desktop notification for each alert that starts to fire. */
import type { Lab } from '../../lab.ts';
import { alertText } from './alert-text.ts';
import type { CoreMessage } from './core-link.ts';

export function notifyOfAlerts(lab: Pick<Lab, 'core' | 'monitoring' | 'settings'>, send: (message: CoreMessage) => void): () => void {
  const known = new Set(lab.monitoring.firing().map((alert) => alert.id));
  return lab.core.changes.listen(({ topic }) => {
    if (topic !== 'monitoring') return;
    for (const alert of lab.monitoring.firing()) {
      if (known.has(alert.id)) continue;
      known.add(alert.id);
      send({ kind: 'notify', ...alertText(alert, lab.settings.read().language) });
    }
  });
}
