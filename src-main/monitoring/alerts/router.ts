import { procedures } from '../../common/procedures.ts';
import { alertsContract } from '../../contract/alerts.ts';
import type { Monitoring } from '../index.ts';

export function alertsRouter({ alerting }: Pick<Monitoring, 'alerting'>) {
  const implement = procedures(alertsContract);
  return implement.router({
    rules: implement.rules.handler(() => alerting.rules()),
    saveRule: implement.saveRule.handler(({ input }) => alerting.saveRules([input])),
    removeRule: implement.removeRule.handler(({ input }) => alerting.removeRule(input.id)),
    exportRules: implement.exportRules.handler(async () => {
      const { writeRules } = await import('./rule-file.ts');
      return { yaml: writeRules(alerting.rules()) };
    }),
    importRules: implement.importRules.handler(async ({ input }) => {
      const { readRules } = await import('./rule-file.ts');
      return alerting.saveRules(readRules(input.yaml, input.file), input.replace);
    }),
    states: implement.states.handler(({ input }) => alerting.states(input.endpoint)),
    history: implement.history.handler(({ input }) => alerting.history(input.id)),
    acknowledge: implement.acknowledge.handler(({ input }) => alerting.acknowledge(input.id, input.note)),
    silences: implement.silences.handler(({ input }) => alerting.silences(input.past)),
    silence: implement.silence.handler(({ input }) => alerting.silence(input)),
    endSilence: implement.endSilence.handler(({ input }) => alerting.endSilence(input.id)),
  });
}
