/** The core inside Electron: one lab, served over every message port that the main process hands in. */
import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import { defaultHome } from '../../common/default-home.ts';
import type { RequestContext } from '../../common/procedures.ts';
import { openLab } from '../../lab.ts';

const applicationRoot = process.argv[2] ?? process.cwd();
const lab = await openLab({ home: defaultHome(), applicationRoot });
const handler = new RPCHandler<RequestContext>(await lab.router());

process.parentPort.on('message', ({ ports }: { ports: MessagePortMain[] }) => {
  for (const port of ports) {
    handler.upgrade(port, { context: lab.context });
    port.start();
  }
});
process.parentPort.postMessage({ kind: 'ready' });
// Nobody waits for an engine to see the first screen; what is recovered announces itself.
const recovering = lab.pipelines
  .recover()
  .catch((error) => lab.core.log.error('runs not recovered', { error }))
  .then(() => lab.triggers.resume())
  .catch((error) => lab.core.log.error('triggers not resumed', { error }))
  .then(() => lab.rollouts.takeUp())
  .then(() => lab.monitoring.attend())
  .then(() => lab.channels.wake())
  .then(() => lab.feedback.resume())
  .catch((error) => lab.core.log.error('feedback loops not resumed', { error }));
lab.datasets.recover().catch((error) => lab.core.log.warn('data not recovered', { error }));
lab.mlflow.server.resume().catch((error) => lab.core.log.warn('tracking server not started', { error }));
lab.backups.attend();
// A desktop notification for each alert that its channel is to be told of.
lab.channels.carry((notice) => process.parentPort.postMessage({ kind: 'notify', ...notice }));

process.on('SIGTERM', () => void recovering.then(() => lab.close()).then(() => process.exit(0)));
