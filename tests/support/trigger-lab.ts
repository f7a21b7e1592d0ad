/** A small lab with triggers, for tests: real storage and queue, an engine that does what its scripts say, and a clock that the test moves. */
import type { Core } from '../../src-main/common/core.ts';
import type { Alert } from '../../src-main/contract/alerts.ts';
import type { RegistryEvent } from '../../src-main/contract/registry.ts';
import type { Settings } from '../../src-main/contract/system.ts';
import { createFakeEngine, type Script } from '../../src-main/pipelines/test-support/fake-engine.ts';
import { openTestLab, type TestLab } from '../../src-main/pipelines/test-support/lab.ts';
import { createSettings, type SettingsStore } from '../../src-main/system/index.ts';
import { createTriggers } from '../../src-main/triggers/create.ts';
import type { Triggers } from '../../src-main/triggers/triggers.ts';

export interface TriggerLab extends AsyncDisposable {
  lab: TestLab;
  core: Core;
  time: { now: number };
  events: RegistryEvent[];
  alerts: Alert[];
  rules: { id: string }[];
  versions: { version: number; createdAt: number }[];
  triggers: Triggers;
  settings: SettingsStore;
  /** A second core on the same home, as far as triggers go. */
  another(): Triggers;
}

export const onePipeline = `name: um
params:
  limite: { type: number, default: 1 }
steps:
  - { id: a, run: a.ts }
`;

export function openTriggerLab({
  scripts = {},
  files = {},
  start = Date.UTC(2026, 2, 2, 12),
}: {
  scripts?: Record<string, Script>;
  files?: Record<string, string>;
  start?: number;
} = {}): TriggerLab {
  const lab = openTestLab(createFakeEngine(scripts), { 'pipeline.yaml': onePipeline, 'a.ts': '', ...files });
  const time = { now: start };
  const core: Core = { ...lab.core, clock: { now: () => time.now } };
  const events: RegistryEvent[] = [];
  const alerts: Alert[] = [];
  const rules = ['drift', 'latency', 'massa-psi'].map((id) => ({ id }));
  const versions: { version: number; createdAt: number }[] = [];
  const open: Triggers[] = [];
  const settings = createSettings(core.storage);
  const another = () => {
    const triggers = createTriggers(core, {
      pipelines: lab.pipelines,
      registry: { events: ({ limit }) => events.toReversed().slice(0, limit) },
      monitoring: { alertsSince: (at) => alerts.filter((alert) => alert.startedAt >= at), alerting: { rules: () => rules } },
      datasets: { latest: () => versions.at(-1) ?? null, resolve: (reference) => versions.find(({ version }) => reference === `voos@v${version}`)! },
      workspaces: { codeFolder: () => lab.code },
      settings: { read: () => settings.read(), save: (change: Partial<Settings>) => settings.save(change) },
    });
    open.push(triggers);
    return triggers;
  };
  return {
    lab,
    core,
    time,
    events,
    alerts,
    rules,
    versions,
    settings,
    triggers: another(),
    another,
    async [Symbol.asyncDispose]() {
      for (const triggers of open) await triggers.close();
      await lab[Symbol.asyncDispose]();
    },
  };
}
