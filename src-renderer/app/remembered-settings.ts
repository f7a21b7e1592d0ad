/** The copy of the settings in the browser, so that the first paint has the right theme and language. Imports nothing: the first script uses it. */
import type { Settings } from '#contract';

const key = 'bancada.settings';

export const defaults: Settings = {
  language: 'pt-BR',
  theme: 'system',
  engine: 'auto',
  plantumlServer: '',
  railCollapsed: false,
  fastRuns: false,
  pythonUnconfined: false,
  formatOnSave: false,
  commitOnPass: true,
  updateCheck: true,
  firstSteps: { done: [], state: 'open' },
  queue: { memoryBytes: null, runs: null, tags: {} },
  triggersPaused: false,
  trackingServer: { enabled: false, port: 5000, token: null },
};

export function rememberedSettings(storage: Pick<Storage, 'getItem'> = localStorage): Settings {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? '{}');
    return { ...defaults, ...(typeof found === 'object' ? found : {}) };
  } catch {
    return defaults;
  }
}

export function remember(settings: Settings, storage: Pick<Storage, 'setItem'> = localStorage): void {
  // What lets a client in is nothing that a first paint needs.
  storage.setItem(key, JSON.stringify({ ...settings, trackingServer: defaults.trackingServer }));
}
