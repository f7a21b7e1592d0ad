/** A program outside: asks a store's door for one key after another over one connection, from a thread of its own, and tells how long each answer took. */
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const { url, token, at, count, keys } = workerData as { url: string; token: string; at: number; count: number; keys: number };
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function ask(index: number): Promise<number> {
  const body = JSON.stringify({ keys: { chave: `h${(index * 7919) % keys}` }, at });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => {
        if (answer.statusCode === 200) resolve(performance.now() - started);
        else reject(new Error(`status ${answer.statusCode}`));
      });
    });
    sent.once('error', reject).end(body);
  });
}

const took: number[] = [];
for (let index = 0; index < count; index++) took.push(await ask(index));
agent.destroy();
parentPort!.postMessage(took);
