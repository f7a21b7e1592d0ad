/**
 * `takeUp`: what a core that died left behind, and what goes on by itself. Resolves when runs, triggers, rollouts, alerts, doors, channels and loops are back, in
 * this order; one that fails is in the log and keeps no other from it.
 */
import type { Lab } from '../lab.ts';

export async function takeUp(lab: Lab): Promise<void> {
  const { log } = lab.core;
  lab.mlflow.server.resume().catch((error) => log.warn('tracking server not started', { error }));
  lab.datasets.recover().catch((error) => log.warn('data not recovered', { error }));
  lab.backups.attend();
  const inOrder: [event: string, take: () => unknown][] = [
    ['runs not recovered', () => lab.pipelines.recover()],
    ['triggers not resumed', () => lab.triggers.resume()],
    ['rollouts not taken up', () => lab.rollouts.takeUp()],
    ['alerts not attended to', () => lab.monitoring.attend()],
    ['feature stores not attended to', () => lab.features.attend()],
    ['channels not woken', () => lab.channels.wake()],
    ['feedback loops not resumed', () => lab.feedback.resume()],
  ];
  for (const [event, take] of inOrder) {
    try {
      await take();
    } catch (error) {
      log.error(event, { error });
    }
  }
}
