import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { snapshots } from '../common/snapshots.ts';
import { monitoringContract } from '../contract/monitoring.ts';
import type { Monitoring } from './index.ts';

export function monitoringRouter({ changes }: Pick<Core, 'changes'>, monitoring: Monitoring) {
  const implement = procedures(monitoringContract);
  return implement.router({
    traffic: implement.traffic.handler(({ input }) => monitoring.traffic(input.endpoint, input.windowMs, input.windows)),
    drift: implement.drift.handler(({ input }) => monitoring.drift(input.endpoint, input.requests)),
    alerts: implement.alerts.handler(({ input }) => monitoring.alerts(input)),
    tellTruth: implement.tellTruth.handler(async ({ input }) => ({ told: await monitoring.truths.tell(input.endpoint, input.truths) })),
    truthDoor: implement.truthDoor.handler(({ input }) => monitoring.doors.get(input.endpoint)),
    openTruthDoor: implement.openTruthDoor.handler(({ input }) => monitoring.openDoor(input.endpoint)),
    shutTruthDoor: implement.shutTruthDoor.handler(({ input }) => monitoring.doors.shut(input.endpoint)),
    performance: implement.performance.handler(async ({ input: { endpoint, windowMs, windows } }) => {
      await monitoring.truths.refresh(endpoint);
      return monitoring.truths.performance(endpoint, windowMs, windows);
    }),
    simulate: implement.simulate.handler(({ input }) => monitoring.simulate(input)),
    playTimeline: implement.playTimeline.handler(({ input }) => monitoring.plays.start(input.endpoint, input.timeline, input.resume)),
    previewTimeline: implement.previewTimeline.handler(({ input }) => monitoring.plays.preview(input.endpoint, input.timeline)),
    readTimeline: implement.readTimeline.handler(async ({ input }) =>
      (await import('./simulator/timeline/file.ts')).parseStory(input.text, input.file),
    ),
    writeTimeline: implement.writeTimeline.handler(async ({ input }) => ({
      text: (await import('./simulator/timeline/file.ts')).writeStory(input.timeline),
    })),
    plays: implement.plays.handler(({ input }) => monitoring.plays.list(input.endpoint)),
    cancelPlay: implement.cancelPlay.handler(({ input }) => monitoring.plays.cancel(input.id)),
    cancelSimulation: implement.cancelSimulation.handler(({ input }) => monitoring.cancelSimulation(input.simulationId)),
    simulations: implement.simulations.handler(({ input }) => monitoring.simulations(input.endpoint)),
    watchSimulation: implement.watchSimulation.handler(({ input: { simulationId }, signal }) =>
      snapshots({
        changes,
        topics: ['simulations'],
        id: simulationId,
        read: () => monitoring.simulation(simulationId),
        ended: ({ status }) => status !== 'running',
        ...(signal && { signal }),
      }),
    ),
  });
}
