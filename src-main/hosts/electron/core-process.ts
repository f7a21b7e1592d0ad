/** The core inside Electron: one lab, served over every message port that the main process hands in. */
import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import { defaultHome } from '../../common/default-home.ts';
import type { RequestContext } from '../../common/procedures.ts';
import { openLab } from '../../lab.ts';
import { takeUp } from '../take-up.ts';

const applicationRoot = process.argv[2] ?? process.cwd();
const safe = process.argv.includes('--safe-mode');
const lab = await openLab({ home: defaultHome(), applicationRoot, safe }).catch(async (error: unknown) => {
  // A home that cannot be opened is not opened by trying again: the person is told why, in the language of their system, which the main process knows.
  const { BancadaError, explain } = await import('../../contract/index.ts');
  if (!(error instanceof BancadaError)) throw error;
  const words = { pt: explain(error.code, error.data, 'pt-BR'), en: explain(error.code, error.data, 'en') };
  process.parentPort.postMessage({ kind: 'refused', words });
  throw error;
});
const handler = new RPCHandler<RequestContext>(await lab.router());

process.parentPort.on('message', ({ ports }: { ports: MessagePortMain[] }) => {
  for (const port of ports) {
    handler.upgrade(port, { context: lab.context });
    port.start();
  }
});
process.parentPort.postMessage({ kind: 'ready' });
// Nobody waits for an engine to see the first screen; what is recovered announces itself.
const recovering = safe ? Promise.resolve() : takeUp(lab);
// A desktop notification for each alert that its channel is to be told of.
lab.channels.carry((notice) => process.parentPort.postMessage({ kind: 'notify', ...notice }));

// The icon beside the clock shows what answers now.
const tellEndpoints = () => {
  const endpoints = lab.serving.list().flatMap(({ name, url, status }) => (status === 'ready' && url !== null ? [{ name, url }] : []));
  process.parentPort.postMessage({ kind: 'endpoints', endpoints });
};
lab.core.changes.listen(({ topic }) => topic === 'endpoints' && tellEndpoints());
tellEndpoints();

process.on('SIGTERM', () => void recovering.then(() => lab.close()).then(() => process.exit(0)));
