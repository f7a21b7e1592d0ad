/** For a test: a core with one warm container that waits and one that is busy; says which, and is then killed. */
import { detect } from '../docker/detect.ts';
import { createDockerEngine } from '../docker/index.ts';
import { finish, said, testLab } from '../test-lab.ts';
import { createStripper } from '../typescript/stripper.ts';
import { createWarmEngine } from './index.ts';

const [root = ''] = process.argv.slice(2);
const { core, runtimeDir, step } = testLab(root);
const { found } = await detect();
const stripper = createStripper(core.home);
const engine = createWarmEngine(core, createDockerEngine(core, found!, runtimeDir, stripper), stripper);
const waiting = await engine.start(step('', { run: { id: 'run-1', pipeline: 'another', step: 'step', attempt: 1 } }));
await finish(waiting);
const busy = await engine.start(step(`console.log('ready'); setInterval(() => {}, 1000);`));
await said(busy, 'ready');
process.stdout.write(`${waiting.reference} ${busy.reference}\n`);
