/** Loaded before a server: measures how late its event loop is, and writes that to LOOP_DELAY_FILE every half second, in milliseconds. */
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env.LOOP_DELAY_FILE;
const delay = monitorEventLoopDelay({ resolution: 1 });
if (file) {
  // The first second is the program's own start.
  setTimeout(() => {
    delay.enable();
    setInterval(() => writeFileSync(file, JSON.stringify({ p999: delay.percentile(99.9) / 1e6, max: delay.max / 1e6 })), 500).unref();
  }, 1000).unref();
}
