/** The lab itself: its settings, the machine it is on, and the news of what changes. */

import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import type { DoctorReport, LabLogLine, Locale, PythonState, Repair, Repaired } from '../contract/index.ts';
import { BancadaError, explain } from '../contract/index.ts';
import type { Engines } from '../engines/index.ts';
import { examine, versionOf } from './doctor.ts';
import type { LogQuery } from './read-log.ts';
import type { SettingsStore } from './settings.ts';
import { createUpdates } from './updates.ts';

export { createSettings, type SettingsStore } from './settings.ts';

export interface System {
  readonly settings: SettingsStore;
  doctor(locale: Locale): Promise<DoctorReport>;
  /** ENGINE_NOT_STARTED, IMAGE_UNAVAILABLE. */
  repair(kind: Repair): Promise<Repaired>;
  logs(query: LogQuery): Promise<{ file: string; lines: LabLogLine[] }>;
  /** Looked for when asked: that takes longer than the rest of the report. */
  python(locale: Locale): Promise<PythonState>;
}

export function createSystem(
  core: Core,
  { engines, settings, applicationRoot, isSafe }: { engines: Engines; settings: SettingsStore; applicationRoot: string; isSafe: boolean },
): System {
  // Nothing is published yet: until a release has a place, whoever has one says it by BANCADA_RELEASES.
  const address = process.env.BANCADA_RELEASES ?? null;
  const updates = createUpdates(core, { version: versionOf(applicationRoot), address, isAllowed: () => settings.read().updateCheck });
  return {
    settings,
    repair: async (kind) => (await import('./repairs.ts')).repair(kind, { core, engines, settings }),
    async logs(query) {
      const file = join(core.home.logs, 'bancada.jsonl');
      return { file, lines: (await import('./read-log.ts')).readLog(file, query) };
    },
    async python(locale) {
      try {
        return { found: await engines.python(), problem: null };
      } catch (error) {
        if (!(error instanceof BancadaError)) throw error;
        return { found: null, problem: { code: error.code, ...explain(error.code, error.data, locale) } };
      }
    },
    async doctor(locale) {
      const docker = await engines.docker();
      const { engine: chosen, fastRuns } = settings.read();
      const engine = isSafe || chosen === 'process' || !docker.available ? 'process' : 'docker';
      return examine({ core, docker, engine, chosen, fastRuns, applicationRoot, locale, isSafe, newer: updates.newer() });
    },
  };
}
