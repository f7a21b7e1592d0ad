/** The learner's settings, one row each; what is not set has a default. */
import { type Settings, settings as settingsSchema } from '../contract/system.ts';
import type { Storage } from '../storage/index.ts';

const defaults: Settings = {
  language: 'pt-BR',
  theme: 'system',
  engine: 'auto',
  plantumlServer: 'https://www.plantuml.com/plantuml',
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

export interface SettingsStore {
  read(): Settings;
  save(change: Partial<Settings>): Promise<Settings>;
}

export function createSettings({ db, write }: Storage): SettingsStore {
  const all = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings');
  const put = db.prepare('INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');

  function read(): Settings {
    const kept = Object.fromEntries(all.all().map(({ key, value }) => [key, JSON.parse(value)]));
    const parsed = settingsSchema.safeParse({ ...defaults, ...kept });
    return parsed.success ? parsed.data : defaults;
  }

  return {
    read,
    async save(change) {
      await write(() => {
        for (const [key, value] of Object.entries(change)) if (value !== undefined) put.run(key, JSON.stringify(value));
      });
      return read();
    },
  };
}
