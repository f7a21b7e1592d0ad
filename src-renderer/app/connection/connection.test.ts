import { describe, expect, it } from 'vitest';
import { createConnection, Disconnected, type Opened } from './connection.ts';

function fakeCore() {
  const opened: { close(): void; calls: string[] }[] = [];
  let refusals = 0;
  return {
    opened,
    refuse(times: number) {
      refusals = times;
    },
    async open(): Promise<Opened> {
      if (refusals-- > 0) throw new Error('refused');
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
    await turn();
    expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000, 5000]);
  });

  it('fails a call whose patience ended', async () => {
    const connection = createConnection({ open: () => Promise.reject(new Error('no')), wait: noWait, patienceMs: 10 });
    await expect(connection.call(['a'], undefined, { context: {} })).rejects.toBeInstanceOf(Disconnected);
  });
});
