/** Loaded before a server: measures how late its event loop is, and writes that to LOOP_DELAY_FILE every half second, in milliseconds. */
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const file = process.env.LOOP_DELAY_FILE;
// Reading threads load it as well, and are busy as long as they read.
if (file && isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  // The first second is the program's own start.
  setTimeout(() => {
    delay.enable();
    setInterval(() => {
      writeFileSync(`${file}.new`, JSON.stringify({ p999: delay.percentile(99.9) / 1e6, max: delay.max / 1e6 }));
      renameSync(`${file}.new`, file);
    }, 500).unref();
  }, 1000).unref();
}
