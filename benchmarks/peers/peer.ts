/** `openPeer`: another orchestrator from PyPI, pinned, in an environment of its own; started here, kept to this computer, and ended. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type PeerName = 'prefect' | 'dagster' | 'airflow';

export interface Peer {
  readonly version: string;
  /** Seconds for one run. */
  run(shape: 'chain' | 'wide', tasks: number): Promise<number>;
  close(): Promise<void>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const setup = fileURLToPath(new URL('../../scripts/setup/python.mjs', import.meta.url));
/** The first run of Prefect starts its server. */
const patienceMs = 120_000;

export async function openPeer(name: PeerName): Promise<Peer> {
  const requirements = join(here, `requirements-${name}.txt`);
  const { stdout } = spawnSync(process.execPath, [setup, `peer-${name}`, requirements], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const { python, missing } = JSON.parse(stdout) as { python?: string; missing?: string };
  if (!python) throw new Error(missing);
  const folder = mkdtempSync(join(tmpdir(), `bancada-${name}-`));
  const env = { PATH: process.env.PATH, HOME: folder, ...homes[name](folder) };
  if (name === 'airflow') spawnSync(python, ['-m', 'airflow', 'db', 'migrate'], { env, stdio: 'ignore' });
  // Airflow looks for its graphs there.
  const program = join(folder, 'dags', `${name}_peer.py`);
  mkdirSync(join(folder, 'dags'));
  copyFileSync(join(here, `${name}_peer.py`), program);
  const child = spawn(python, [program], { env, cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit');

  async function told(word: string): Promise<string> {
    const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${name} ended without ${word}`);
      if (!value.startsWith(word)) continue;
      clearTimeout(late);
      return value.slice(word.length);
    }
  }

  await told('READY');
  return {
    version: new RegExp(`^(?:apache-)?${name}==(.*)$`, 'm').exec(readFileSync(requirements, 'utf8'))![1]!,
    async run(shape, tasks) {
      child.stdin.write(`${shape} ${tasks}\n`);
      return Number(await told('TOOK'));
    },
    async close() {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Each keeps what it writes in a folder of its own, and tells nobody outside. */
const homes: Record<PeerName, (folder: string) => Record<string, string>> = {
  prefect: (folder) => ({
    ...{ PREFECT_HOME: folder, PREFECT_SERVER_ANALYTICS_ENABLED: 'false', PREFECT_LOGGING_LEVEL: 'ERROR', DO_NOT_TRACK: '1' },
    PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS: '110', // on a busy machine
  }),
  dagster(folder) {
    writeFileSync(join(folder, 'dagster.yaml'), 'telemetry:\n  enabled: false\n');
    return { DAGSTER_HOME: folder };
  },
  airflow: (folder) => ({
    AIRFLOW_HOME: folder,
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__LOGGING__LOGGING_LEVEL: 'ERROR',
    SCARF_ANALYTICS: 'false',
  }),
};
