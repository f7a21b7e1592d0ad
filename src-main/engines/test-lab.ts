/** For tests: a home, a small runtime with a real SDK file and a server, programs written on the spot, and launches of them. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Core } from '../common/core.ts';
import { openHome } from '../storage/index.ts';
import type { RunningStep, ServiceLaunch, StepExit, StepLaunch } from './engine.ts';

export type EngineCore = Pick<Core, 'home' | 'homeId' | 'log'>;

export interface TestLab {
  readonly core: EngineCore;
  readonly root: string;
  readonly runtimeDir: string;
  /** Writes files into a new code folder inside the home. */
  code(files: Record<string, string>): string;
  artifact(name: string, content: string): string;
  step(program: string, over?: Partial<StepLaunch>): StepLaunch;
  service(over?: Partial<ServiceLaunch>): ServiceLaunch;
  remove(): void;
}

const silent = { info() {}, warn() {}, error() {}, close() {} };
let count = 0;

export function testLab(root = realpathSync(mkdtempSync(join(tmpdir(), 'bancada-engines-')))): TestLab {
  const home = openHome(join(root, 'home'));
  const homeId = `test-${process.pid}-${count++}`;
  const runtimeDir = join(root, 'runtime');
  const write = (path: string, content: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  write(join(runtimeDir, 'node_modules/@bancada/sdk/package.json'), '{"name":"@bancada/sdk","type":"module","exports":"./index.js"}');
  write(join(runtimeDir, 'node_modules/@bancada/sdk/index.js'), sdkSource);
  write(join(runtimeDir, 'package.json'), '{"type":"module"}');
  write(join(runtimeDir, 'serve.js'), serverSource);

  const code = (files: Record<string, string>) => {
    const folder = join(home.runs, `code-${count++}`);
    for (const [name, content] of Object.entries(files)) write(join(folder, name), content);
    return folder;
  };
  const launch = (id: string) => {
    const outDir = join(home.runs, id, 'out');
    mkdirSync(outDir, { recursive: true });
    return {
      id,
      labels: {},
      inputs: [],
      outDir,
      seed: 7,
      params: {},
      matrix: {},
      run: { id: 'run-1', pipeline: 'test', step: 'step', attempt: 1 },
      resources: { cpus: 1, memoryBytes: 256 * 2 ** 20, diskBytes: 16 * 2 ** 20, logBytes: 2 ** 20 },
    };
  };
  return {
    core: { home, homeId, log: silent },
    root,
    runtimeDir,
    code,
    artifact(name, content) {
      const path = join(home.artifacts, `${count++}-${name}`);
      write(path, content);
      return path;
    },
    step: (program, over = {}) => ({
      ...launch(`step-${homeId}-${count++}`),
      codeDir: code({ 'step.ts': program }),
      entry: 'step.ts',
      outputs: [],
      network: 'none',
      timeoutMs: 30_000,
      ...over,
    }),
    service: (over = {}) => ({
      ...launch(`service-${homeId}-${count++}`),
      codeDir: code({ 'service.ts': serverSource }),
      entry: 'service.ts',
      service: { name: 'test', version: '1' },
      model: null,
      port: 0,
      ...over,
    }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export interface Finished extends StepExit {
  stdout: string;
  stderr: string;
}

export async function finish(step: RunningStep): Promise<Finished> {
  const text = { stdout: '', stderr: '' };
  for await (const { stream, data } of step.output) text[stream] += data.toString('utf8');
  return { ...(await step.exit), ...text };
}

/** Reads until the step has said `word`, and goes on reading behind our back. */
export async function said(step: RunningStep, word: string): Promise<void> {
  let text = '';
  await new Promise<void>((resolve, reject) => {
    void (async () => {
      for await (const { data } of step.output) {
        text += data.toString('utf8');
        if (text.includes(word)) resolve();
      }
      reject(new Error(`ended without saying ${word}: ${text}`));
    })();
  });
}

const sdkSource = `import { readFileSync } from 'node:fs';
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
export const context = JSON.parse(readFileSync(process.env.LAB_CONTEXT, 'utf8'));
`;

const serverSource = `import { createServer } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
const context = JSON.parse(readFileSync(process.env.LAB_CONTEXT, 'utf8'));
const server = createServer((request, response) => {
  if (request.url === '/crash') process.exit(3);
  response.end(JSON.stringify({ mode: context.mode, service: context.service.name, model: context.model ? readdirSync(context.model) : null }));
});
server.listen(context.service.port, context.service.host, () => console.log('listening'));
process.on('SIGTERM', () => { console.log('draining'); server.close(() => process.exit(0)); });
`;
