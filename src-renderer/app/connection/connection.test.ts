import { describe, expect, it } from 'vitest';
import { createConnection, Disconnected, type Opened, Refused } from './connection.ts';

function fakeCore() {
  const opened: { close(): void; calls: string[] }[] = [];
  let refusals = 0;
  let asked = 0;
  let reason = new Error('refused');
  return {
    opened,
    asked: () => asked,
    refuse(times: number, why = reason) {
      refusals = times;
      reason = why;
    },
    async open(): Promise<Opened> {
      asked++;
      if (refusals-- > 0) throw reason;
      const calls: string[] = [];
      const { promise: closed, resolve: close } = Promise.withResolvers<void>();
      opened.push({ close, calls });
      return { closed, link: { call: async (path) => calls.push(path.join('.')) } };
    },
  };
}

const noWait = () => new Promise<void>((resolve) => setImmediate(resolve));
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the connection to the core', () => {
  it('lets a call wait until the link is open', async () => {
    const core = fakeCore();
    core.refuse(3);
    const connection = createConnection({ open: core.open, wait: noWait });
    await connection.call(['system', 'doctor'], undefined, { context: {} });
    expect(core.opened[0]?.calls).toEqual(['system.doctor']);
  });

  it('opens again after the core went away, and says that it is another connection', async () => {
    const core = fakeCore();
    const connection = createConnection({ open: core.open, wait: noWait });
    connection.subscribe(() => undefined);
    await turn();
    expect(connection.state()).toMatchObject({ phase: 'open', epoch: 1 });
    core.opened[0]?.close();
    await turn();
    expect(connection.state()).toMatchObject({ phase: 'open', epoch: 2 });
    await connection.call(['system', 'doctor'], undefined, { context: {} });
    expect(core.opened[1]?.calls).toEqual(['system.doctor']);
  });

  it('waits longer after every refusal, at most five seconds', async () => {
    const core = fakeCore();
    core.refuse(8);
    const waits: number[] = [];
    const connection = createConnection({
      open: core.open,
      wait: (ms) => {
        waits.push(ms);
        return noWait();
      },
    });
    connection.subscribe(() => undefined);
    await expect.poll(() => waits.length, { timeout: 10_000 }).toBe(8);
    expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000, 5000]);
  });

  it('asks no more once the core knows this window no longer, and fails what waits at once', async () => {
    const core = fakeCore();
    const connection = createConnection({ open: core.open, wait: noWait });
    connection.subscribe(() => undefined);
    await turn();
    core.refuse(1, new Refused());
    core.opened[0]?.close();
    await turn();
    expect(connection.state()).toMatchObject({ phase: 'ended', why: 'refused', epoch: 1 });
    await expect(connection.call(['a'], undefined, { context: {} })).rejects.toBeInstanceOf(Disconnected);
    expect(core.asked()).toBe(2);
    connection.tryAgain();
    await turn();
    expect(connection.state()).toMatchObject({ phase: 'open', why: null, epoch: 2 });
  });

  it('gives up on a core that stays away, and tries again when it is asked to', async () => {
    const core = fakeCore();
    core.refuse(1000);
    const connection = createConnection({ open: core.open, wait: noWait, mostAttempts: 12 });
    connection.subscribe(() => undefined);
    await expect(connection.call(['a'], undefined, { context: {} })).rejects.toBeInstanceOf(Disconnected);
    expect(connection.state()).toMatchObject({ phase: 'ended', why: 'gone' });
    expect(core.asked()).toBe(12);
    connection.tryAgain();
    await turn();
    expect(core.asked()).toBe(24);
    core.refuse(0);
    connection.tryAgain();
    await turn();
    expect(connection.state().phase).toBe('open');
  });

  it('fails a call whose patience ended', async () => {
    const connection = createConnection({ open: () => Promise.reject(new Error('no')), wait: noWait, patienceMs: 10 });
    await expect(connection.call(['a'], undefined, { context: {} })).rejects.toBeInstanceOf(Disconnected);
  });
});
