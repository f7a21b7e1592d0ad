/**
 * `faultMs`: how long a simulated request asks to be held up: the latency fault of the simulator. The simulator's own ids alone are heard, and only where the
 * lab captures requests (an exported server has no capture): nobody else slows anything down, and simulated traffic never passes for real traffic.
 */
import type { IncomingHttpHeaders } from 'node:http';

const longestMs = 8000;

export function faultMs(id: string, headers: IncomingHttpHeaders): number {
  const asked = Number(headers['x-bancada-fault-ms'] ?? 0);
  return id.startsWith('sim-') && asked > 0 ? Math.min(asked, longestMs) : 0;
}
