/**
 * Bar B8: a no-op step in a warm container against `docker exec` of a program that does nothing, in a container that is as hardened. The two take turns. Steps
 * are so far apart that the next process stands ready, as when a person tries something; without such pauses each step waits for its process, the last figure.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { detect } from '../../src-main/engines/docker/detect.ts';
import { createDockerEngine } from '../../src-main/engines/docker/index.ts';
import type { Engine } from '../../src-main/engines/engine.ts';
import { finish, type TestLab } from '../../src-main/engines/test-lab.ts';
import { createStripper } from '../../src-main/engines/typescript/stripper.ts';
import { createWarmEngine } from '../../src-main/engines/warm/index.ts';
import { type Figure, median, ms } from '../support/report.ts';

const apartMs = 200;
const burst = 20;
/** Leaves whatever it can, and says what it found: nothing, where every place is as new. */
const litter = `import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
console.log(JSON.stringify([readdirSync('/tmp'), readdirSync('/lab/out'), readdirSync('/dev/mqueue'), readdirSync('/proc').filter((name) => Number(name) > 0).length]));
writeFileSync('/tmp/left', 'x');
writeFileSync('/lab/out/left', 'x');
writeFileSync('/dev/mqueue/left', '');
spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).unref();
`;

export async function warmSteps(lab: TestLab, runtimeDir: string, rounds: number): Promise<Figure[]> {
  const { found } = await detect();
  if (!found) throw new Error('no engine');
  const stripper = createStripper(lab.core.home);
  const docker = createDockerEngine(lab.core, found, runtimeDir, stripper);
  const warm = createWarmEngine(lab.core, docker, stripper);
  const codeDir = lab.code({ 'step.ts': `console.log('ok');` });
  await docker.prepare();
  const reference = await anotherContainer(found.socket, (await docker.image())!.reference);
  const exec = () => run(['-H', `unix://${found.socket}`, 'exec', reference, '/true']);
  const [ours, theirs]: number[][] = [[], []];
  for (let round = -3; round < rounds; round += 1) {
    const one = await exec();
    await sleep(apartMs); // the engine has work to do after it
    const other = await step(lab, warm, codeDir);
    if (round >= 0) theirs!.push(one);
    if (round >= 0) ours!.push(other);
    await sleep(apartMs);
  }
  const inARow: number[] = [];
  for (let index = 0; index < burst; index += 1) inARow.push(await step(lab, warm, codeDir));
  const fresh = await freshFolders(lab, warm, rounds);
  await run(['-H', `unix://${found.socket}`, 'rm', '-f', reference]);
  await warm.close();
  await docker.close();
  const [p50, p95] = [median(ours!), median(ours!, 0.95)];
  const ratio = median(theirs!.map((value, round) => value / ours![round]!));
  return [
    {
      ...{
        id: 'B8',
        what: 'no-op step in a warm container',
        ours: ms(p50),
        against: `${ms(median(theirs!))} (docker exec of a program that does nothing)`,
      },
      ...{ ratio: (1 / ratio).toFixed(3), bar: '≤ 3 ms, 12 times faster', met: p50 <= 3 && ratio >= 12 },
    },
    { id: 'B8', what: 'the same, p95', ours: ms(p95), bar: '≤ 8 ms', met: p95 <= 8 },
    {
      id: 'B8',
      what: `work folders as new, after steps that litter (${rounds} in one container)`,
      ours: `${fresh} of ${rounds}`,
      bar: 'all',
      met: fresh === rounds,
    },
    { what: `no-op step in a warm container, ${burst} in a row without a pause`, ours: ms(median(inARow)) },
  ];
}

async function freshFolders(lab: TestLab, warm: Engine, rounds: number): Promise<number> {
  const codeDir = lab.code({ 'step.ts': litter });
  let fresh = 0;
  let processes: number | null = null;
  const containers = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    const launch = lab.step('', { codeDir });
    const running = await warm.start(launch);
    containers.add(running.reference);
    const { stdout, code } = await finish(running);
    const [tmp, out, queues, count] = JSON.parse(stdout) as [string[], string[], string[], number];
    processes ??= count;
    const left = readdirSync(launch.outDir).join();
    // The agent, its waiting processes (one may be starting) and the step itself.
    if (code === 0 && tmp.length + out.length + queues.length === 0 && count <= processes + 1 && left === 'left') fresh += 1;
    await sleep(apartMs / 2);
  }
  if (containers.size !== 1) throw new Error(`${containers.size} containers`);
  return fresh;
}

async function step(lab: TestLab, engine: Engine, codeDir: string): Promise<number> {
  const launch = lab.step('', { codeDir });
  const started = performance.now();
  const { code, stdout } = await finish(await engine.start(launch));
  const took = performance.now() - started;
  if (code !== 0 || stdout !== 'ok\n') throw new Error(`ended with ${code}: ${stdout}`);
  return took;
}

/** The image has no program but Node, which alone takes as long again: the system's own `true` is brought along, with the library that it is linked to. */
async function anotherContainer(socket: string, image: string): Promise<string> {
  const name = `bancada-bench-${process.pid}`;
  const program = ['/usr/bin/true', '/bin/true'].find((path) => existsSync(path))!;
  const hardened = ['--network', 'none', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--read-only', '--user', '65534'];
  const options = ['-v', `${program}:${join('/', 'true')}:ro`, '--entrypoint', '/usr/local/bin/node'];
  await run(['-H', `unix://${socket}`, 'run', '-d', '--rm', '--name', name, ...hardened, ...options, image, '-e', 'setInterval(() => {}, 1e6)']);
  return name;
}

async function run(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn('docker', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}`);
  return performance.now() - started;
}
