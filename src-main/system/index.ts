/** The lab itself: its settings, the machine it is on, and the news of what changes. */
import type { Core } from '../common/core.ts';
import type { DoctorReport, Locale } from '../contract/index.ts';
import type { Engines } from '../engines/index.ts';
import { examine } from './doctor.ts';
import type { SettingsStore } from './settings.ts';

export { systemRouter } from './router.ts';
export { createSettings, type SettingsStore } from './settings.ts';

export interface System {
  readonly settings: SettingsStore;
  doctor(locale: Locale): Promise<DoctorReport>;
}

export function createSystem(
  core: Core,
  { engines, settings, applicationRoot }: { engines: Engines; settings: SettingsStore; applicationRoot: string },
): System {
  return {
    settings,
    async doctor(locale) {
      const docker = await engines.docker();
      const chosen = settings.read().engine;
      const engine = chosen === 'process' || !docker.available ? 'process' : 'docker';
      return examine({ core, docker, engine, applicationRoot, locale });
    },
  };
}
