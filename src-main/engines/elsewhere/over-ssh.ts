/**
 * `overSsh`: connections to an engine through `ssh`, as Docker's own client makes them: the person's keys, agent, configuration and known hosts count, and
 * the other side's `docker system dial-stdio` finds its engine.
 */
import { spawn } from 'node:child_process';
import { Agent } from 'node:http';
import { Duplex } from 'node:stream';
import type { EngineAddress } from './address.ts';

const said = 2000;
const connectSeconds = 12;

export function overSsh({ host, port, username }: Extract<EngineAddress, { protocol: 'ssh' }>): Agent {
  const agent = new Agent({ keepAlive: false });
  // Nobody is there to be asked for a password.
  const options = ['-o', 'BatchMode=yes', '-o', `ConnectTimeout=${connectSeconds}`, '-p', String(port), '-l', username, '-T', '--', host];
  agent.createConnection = () => {
    const child = spawn('ssh', [...options, 'docker system dial-stdio'], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      words = (words + piece).slice(-said);
    });
    // Node takes a pair of its own streams; its types know those of the web only.
    const pair: unknown = { readable: child.stdout, writable: child.stdin };
    const socket = Duplex.from(pair as NodeJS.ReadableStream);
    child.once('error', (error) => socket.destroy(error));
    child.once('close', (code) => code !== 0 && socket.destroy(new Error(words.trim() || `ssh ended with ${code}`)));
    socket.once('close', () => child.kill());
    return socket;
  };
  return agent;
}
