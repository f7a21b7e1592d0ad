/** A core over a home whose endpoints it takes up: what `restarts.bench.ts` kills. */
import { openLab } from '../../src-main/lab.ts';

const lab = await openLab({ home: process.argv[2]! });
await lab.serving.settled();
console.log('up');
setInterval(() => {}, 60_000);
