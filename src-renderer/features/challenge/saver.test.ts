import { expect, it } from 'vitest';
import { createSaver } from './saver.ts';

function disk() {
  const written: [string, string][] = [];
  const states: string[] = [];
  let broken = false;
  const saver = createSaver({
    delayMs: 10,
    onState: (state) => states.push(state),
    write: async (path, content) => {
      if (broken) throw new Error('disk full');
      written.push([path, content]);
    },
  });
  return {
    saver,
    written,
    states,
    breakDisk(now: boolean) {
      broken = now;
    },
  };
}

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('writes a moment after the last key, once', async () => {
  const { saver, written, states } = disk();
  saver.edit('a.ts', '1');
  saver.edit('a.ts', '12');
  saver.edit('b.ts', 'x');
  await after(30);
  expect(written).toEqual([
    ['a.ts', '12'],
    ['b.ts', 'x'],
  ]);
  expect(states.at(-1)).toBe('saved');
});

it('has everything on disk when a run starts', async () => {
  const { saver, written } = disk();
  saver.edit('a.ts', 'now');
  await saver.flush();
  expect(written).toEqual([['a.ts', 'now']]);
});

it('keeps what could not be written for the next try', async () => {
  const { saver, written, states, breakDisk } = disk();
  breakDisk(true);
  saver.edit('a.ts', 'precious');
  await saver.flush();
  expect([states.at(-1), written]).toEqual(['failed', []]);
  breakDisk(false);
  await saver.flush();
  expect(written).toEqual([['a.ts', 'precious']]);
});

it('does not write over a file that is being reset', async () => {
  const { saver, written } = disk();
  saver.edit('a.ts', 'old');
  saver.forget('a.ts');
  await after(30);
  expect(written).toEqual([]);
});

it('keeps a draft of what waits, until it is on disk', async () => {
  const kept = new Map<string, string>();
  let broken = true;
  const saver = createSaver({
    delayMs: 10_000,
    onState: () => {},
    write: async () => {
      if (broken) throw new Error('the core is gone');
    },
    drafts: { keep: (path, content) => void kept.set(path, content), drop: (path) => void kept.delete(path) },
  });
  saver.edit('a.ts', 'typed');
  expect([...kept]).toEqual([['a.ts', 'typed']]);
  await saver.flush();
  expect([...kept]).toEqual([['a.ts', 'typed']]);
  broken = false;
  await saver.flush();
  expect(kept.size).toBe(0);
  saver.edit('b.ts', 'typed');
  saver.forget('b.ts');
  expect(kept.size).toBe(0);
});
