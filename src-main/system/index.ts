/** The lab itself: its settings, the machine it is on, and the news of what changes. */
import type { Core } from '../common/core.ts';
import type { DoctorReport, Locale, PythonState } from '../contract/index.ts';
import { BancadaError, explain } from '../contract/index.ts';
import type { Engines } from '../engines/index.ts';
import { examine } from './doctor.ts';
import type { SettingsStore } from './settings.ts';

export { createSettings, type SettingsStore } from './settings.ts';

export interface System {
  readonly settings: SettingsStore;
  doctor(locale: Locale): Promise<DoctorReport>;
  /** Looked for when asked: that takes longer than the rest of the report. */
  python(locale: Locale): Promise<PythonState>;
}

export function createSystem(
  core: Core,
  { engines, settings, applicationRoot, isSafe }: { engines: Engines; settings: SettingsStore; applicationRoot: string; isSafe: boolean },
): System {
  return {
    settings,
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
      const engine = chosen === 'process' || !docker.available ? 'process' : 'docker';
      return examine({ core, docker, engine, fastRuns, applicationRoot, locale });
    },
  };
}
