/** Cores of their own to be killed, the pipeline that they run, and what they leave: for tests of faults. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import { homeIdOf } from './home-id.ts';

const program = fileURLToPath(new URL('./core.ts', import.meta.url));

export interface CoreProcess {
  child: ChildProcess;
  line(): Promise<unknown>;
  exited: Promise<number | null>;
}

export function spawnCore(
  root: string,
  home: string,
  engine: string,
  action: 'start' | 'rerun' | 'recover' | 'pause' | 'edit' | 'continue',
): CoreProcess {
  const child = spawn(process.execPath, [program, home, join(root, 'code'), engine, action], { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    exited,
    async line() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the core ended: ${errors}`);
      return JSON.parse(value);
    },
  };
}

export function query<T>(home: string, sql: string): T[] {
  const db = new Sqlite(join(home, 'bancada.db'), { readonly: true });
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}

/** Programs, containers and folders of this home that nobody needs any more. */
export function leftovers(home: string, engine: string): string[] {
  const folders = readdirSync(join(home, 'runs')).filter((name) => name !== 'code');
  if (engine === 'docker') {
    const listed = execFileSync('docker', ['ps', '-a', '-q', '--filter', `label=bancada.home=${homeIdOf(home)}`], { encoding: 'utf8' });
    return [...folders, ...listed.split('\n').filter(Boolean)];
  }
  if (!existsSync('/proc')) return folders;
  const programs = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && environmentOf(pid).includes(home));
  return [...folders, ...programs];
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}

export const faultCode: Record<string, string> = {
  'pipeline.yaml': `name: falhas
steps:
- { id: dados, run: dados.ts, outputs: [dados.json] }
- { id: parte, run: parte.ts, inputs: { dados: dados.dados }, outputs: [parte.json], matrix: { n: [1, 2, 3] }, retries: { max: 1, delay: 100ms } }
- { id: soma, run: soma.ts, inputs: { partes: parte.parte }, outputs: [modelo/, soma.json] }
- { id: registro, uses: register, inputs: { modelo: soma.modelo }, with: { name: falhas, alias: champion } }
`,
  'dados.ts': `import { step } from '@bancada/sdk';
await step(async (lab) => {
await new Promise((resolve) => setTimeout(resolve, 150));
lab.output('dados').json([10, 20, 30]);
});`,
  'parte.ts': `import { step } from '@bancada/sdk';
await step(async (lab) => {
const n = Number(lab.matrix.n);
for (let i = 0; i < 5; i++) {
    lab.metric('ponto', i, i);
    lab.log('ponto ' + i);
    await new Promise((resolve) => setTimeout(resolve, 40));
}
lab.output('parte').json(lab.input('dados').json()[n - 1]);
});`,
  'soma.ts': `import { step, trainClassifier } from '@bancada/sdk';
await step(async (lab) => {
const soma = lab.input('partes').items.reduce((total, item) => total + item.json(), 0);
lab.metric('soma', soma);
lab.output('soma').json(soma);
const linhas = [0, 1, 2, 3].map((x) => ({ x, y: x % 2 ? 'a' : 'b' }));
lab.output('modelo').model(await trainClassifier(linhas, { algorithm: 'majority', target: 'y', numeric: ['x'] }));
});`,
};
