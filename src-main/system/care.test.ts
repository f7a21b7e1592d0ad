/** The doctor's own hands, and the log it shows. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLog } from '../common/log.ts';
import { openTestCore } from '../common/test-core.ts';
import type { Engines } from '../engines/index.ts';
import { readLog } from './read-log.ts';
import { repair } from './repairs.ts';
import { createSettings } from './settings.ts';

function lab(available: () => boolean) {
  const { core, dispose } = openTestCore();
  onTestFinished(() => dispose());
  const state = { version: null, socket: null, refused: [], containers: 0, image: null };
  const prepared: string[] = [];
  const engines = {
    docker: async () => ({ ...state, available: available() }),
    pick: async (kind?: string) => ({ prepare: async () => void prepared.push(kind ?? '') }),
  } as unknown as Pick<Engines, 'docker' | 'pick'>;
  return { core, settings: createSettings(core.storage), engines, prepared };
}

describe('the doctor', () => {
  it('starts an engine that can be started, and says the command where none can', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bancada-starter-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const mark = join(folder, 'started');
    const deps = lab(() => existsSync(mark));
    await expect(repair('start-engine', { ...deps, starters: [['bancada-no-such-program']] })).rejects.toMatchObject({
      code: 'ENGINE_NOT_STARTED',
      data: { command: expect.stringContaining('ocker') },
    });
    const told: string[] = [];
    deps.core.changes.listen(({ topic }) => told.push(topic));
    await repair('start-engine', { ...deps, starters: [['false'], ['touch', mark]] });
    expect(told).toEqual(['engine']);
  });

  it('makes the image, and sets what contradicts itself right', async () => {
    const deps = lab(() => true);
    await repair('make-image', deps);
    expect(deps.prepared).toEqual(['docker']);
    await deps.settings.save({ engine: 'docker', fastRuns: true });
    await repair('use-any-engine', deps);
    await repair('stop-fast-runs', deps);
    expect(deps.settings.read()).toMatchObject({ engine: 'auto', fastRuns: false });
  });

  it('clears what can be made again, and nothing else', async () => {
    const deps = lab(() => false);
    const { root, workspaces } = deps.core.home;
    mkdirSync(join(root, 'cache'));
    writeFileSync(join(root, 'cache', 'wheel'), Buffer.alloc(5000));
    writeFileSync(join(workspaces, 'mine.ts'), 'mine');
    expect((await repair('clear-cache', deps)).freedBytes).toBeGreaterThanOrEqual(5000);
    expect([existsSync(join(root, 'cache')), existsSync(join(workspaces, 'mine.ts'))]).toEqual([false, true]);
    expect(await repair('clear-cache', deps)).toEqual({ freedBytes: 0 });
  });
});

describe('the log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-log-'));
  const file = join(folder, 'bancada.jsonl');
  const line = (level: string, event: string, more = {}) => `${JSON.stringify({ at: '2026-01-01T00:00:00.000Z', level, event, ...more })}\n`;

  it('is read from its end, newest first, by level and by words', () => {
    writeFileSync(file, `${line('info', 'opened')}${line('warn', 'slow disk', { ms: 900 })}{"half\n${line('error', 'run lost', { run: 'r1' })}`);
    const all = { level: 'all', text: '', limit: 10 } as const;
    expect(readLog(file, all).map(({ event }) => event)).toEqual(['run lost', 'slow disk', 'opened']);
    expect(readLog(file, { ...all, level: 'warn' }).map(({ event }) => event)).toEqual(['run lost', 'slow disk']);
    expect(readLog(file, { ...all, text: 'R1' })).toEqual([{ at: Date.UTC(2026), level: 'error', event: 'run lost', fields: '{\n  "run": "r1"\n}' }]);
    expect(readLog(file, { ...all, limit: 1 })).toHaveLength(1);
    expect(readLog(join(folder, 'none'), all)).toEqual([]);
  });

  it('does not grow without bound: one older file is kept', () => {
    writeFileSync(file, Buffer.alloc(11_000_000));
    openLog(folder, false).close();
    expect(statSync(join(folder, 'bancada.1.jsonl')).size).toBe(11_000_000);
    rmSync(folder, { recursive: true });
  });
});
