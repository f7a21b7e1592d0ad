// Stands in for Electron's utility process around the bundled core: `process.parentPort`, fed over Node's IPC with one message port.
// The parent's calls arrive as IPC messages and are posted into that port; its answers go back the same way.
import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';

const parentPort = Object.assign(new EventEmitter(), { postMessage: (message) => process.send({ kind: 'to-main', message }) });
process.parentPort = parentPort;

const { port1, port2 } = new MessageChannel();
// Electron's ports are event emitters whose messages come wrapped; Node's own have both forms already.
port2.on('message', (data) =>
  process.send({ kind: 'from-core', data: [...Buffer.from(typeof data === 'string' ? data : new Uint8Array(data))], text: typeof data === 'string' }),
);
process.on('message', ({ kind, text }) => {
  if (kind === 'connect') parentPort.emit('message', { data: null, ports: [port1] });
  if (kind === 'to-core') port2.postMessage(text);
});
