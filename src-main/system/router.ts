import type { Core } from '../common/core.ts';
import { procedures } from '../common/procedures.ts';
import { systemContract } from '../contract/system.ts';
import type { System } from './index.ts';
import { createOthers } from './others.ts';

export function systemRouter(core: Core, system: System) {
  const implement = procedures(systemContract);
  const others = createOthers(core);
  return implement.router({
    doctor: implement.doctor.handler(({ input }) => system.doctor(input.language)),
    python: implement.python.handler(({ input }) => system.python(input.language)),
    repair: implement.repair.handler(({ input }) => system.repair(input.kind)),
    logs: implement.logs.handler(({ input }) => system.logs(input)),
    settings: implement.settings.handler(() => system.settings.read()),
    saveSettings: implement.saveSettings.handler(async ({ input }) => {
      const saved = await system.settings.save(input);
      core.changes.publish({ topic: 'settings' });
      return saved;
    }),
    changes: implement.changes.handler(async function* ({ signal }) {
      const leave = others.attend();
      try {
        yield* core.changes.stream(signal);
      } finally {
        leave();
      }
    }),
  });
}
