/**
 * A core that starts what is due, to be killed: `trigger-core.ts <home> <base> <start> <speed>`. Its clock goes `speed` times as fast as the computer's and
 * goes on over its death, as any clock does. Prints `ready` once it has looked for what was missed.
 */
import { openLab } from '../../src-main/lab.ts';
import { fastClock } from './fast-clock.ts';

const [, , home = '', base = '0', start = '0', speed = '1'] = process.argv;
const lab = await openLab({ home, clock: fastClock(Number(base), Number(start), Number(speed)), recover: true, logToStderr: true });
await lab.triggers.resume();
process.stdout.write('ready\n');
const stay = setInterval(() => {}, 60_000);
process.on('SIGTERM', () => {
  clearInterval(stay);
  void lab.close();
});
