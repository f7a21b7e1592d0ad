/** `startOurs`, `startMlflow`, `startFloor`: the three servers that are compared, each as a process of its own on the first core. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { compileCache } from '../../scripts/setup/places.mjs';
import { seededExperiment } from './seed.ts';

export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Resident bytes now. */
  memory(): number;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The load generator has the other core. Without `taskset` both share what there is. */
const pinned = spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', '0'] : [];

/** As `bancada tracking serve` starts it. */
export async function startOurs(home: string, delays?: string): Promise<Server> {
  const port = await freePort();
  const watch = delays ? [`--import=${new URL('./loop-delay.ts', import.meta.url).href}`] : [];
  const args = [...watch, join(root, 'src-main/hosts/cli/main.ts'), 'tracking', 'serve', '--port', String(port), '--json'];
  return start([process.execPath, ...args], port, { BANCADA_HOME: home, ...compileCache(), ...(delays && { LOOP_DELAY_FILE: delays }) });
}

export async function startFloor(database: string): Promise<Server> {
  const port = await freePort();
  return start([process.execPath, fileURLToPath(new URL('./floor.ts', import.meta.url)), database, String(port)], port, {});
}

/** The stock server as its documentation starts it. */
export async function startMlflow(database: string): Promise<Server> {
  const port = await freePort();
  const folder = dirname(database);
  const args = ['server', '--backend-store-uri', `sqlite:///${database}`, '--artifacts-destination', join(folder, 'artifacts')];
  return start([mlflow(), ...args, '--workers', '2', '--host', '127.0.0.1', '--port', String(port)], port, {}, folder);
}

/** A database as MLflow makes it, filled with what ours holds. */
export function copyToMlflow(ours: string, theirs: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(theirs + ending, { force: true });
  const made = spawnSync(mlflow(), ['db', 'upgrade', `sqlite:///${theirs}`], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const db = new Sqlite(theirs);
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.exec(`ATTACH '${ours}' AS ours`);
  db.exec(`
    INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
      SELECT experiment_id, name, 'mlflow-artifacts:/' || experiment_id, 'active', 0, 0 FROM ours.experiments WHERE experiment_id = ${seededExperiment};
    INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, end_time, source_version, lifecycle_stage, artifact_uri, experiment_id)
      SELECT run_id, name, 'UNKNOWN', '', '', user_id, status, start_time, end_time, '', 'active',
             'mlflow-artifacts:/' || experiment_id || '/' || run_id || '/artifacts', experiment_id FROM ours.runs;
    INSERT INTO params (key, value, run_uuid) SELECT key, value, run_id FROM ours.params JOIN ours.runs ON id = run;
    INSERT INTO tags (key, value, run_uuid) SELECT key, value, run_id FROM ours.tags JOIN ours.runs ON id = run;
    INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) SELECT key, value, timestamp, run_id, step, is_nan FROM ours.metrics JOIN ours.runs ON id = run;
    INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) SELECT key, value, timestamp, step, is_nan, run_id FROM ours.latest_metrics JOIN ours.runs ON id = run;`);
  db.exec('ANALYZE');
  db.close();
}

function mlflow(): string {
  const { stdout } = spawnSync(process.execPath, [join(root, 'scripts/setup/python.mjs'), '3'], { encoding: 'utf8' });
  const { python, missing } = JSON.parse(stdout.trim().split('\n').at(-1)!) as { python?: string; missing?: string };
  if (!python) throw new Error(`no stock MLflow to compare with: ${missing}`);
  return join(dirname(python), 'mlflow');
}

async function start(command: readonly string[], port: number, env: Record<string, string>, cwd?: string): Promise<Server> {
  const [program, ...args] = [...pinned, ...command];
  const child = spawn(program!, args, { cwd, detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  child.stderr?.on('data', (data) => {
    said = (said + data).slice(-4000);
  });
  const url = `http://127.0.0.1:${port}`;
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${command.join(' ')} ended: ${said}`)));
  await Promise.race([ended, answering(url)]);
  ended.catch(() => {});
  return { url, pid: child.pid!, memory: () => residentBytes(child.pid!), stop: () => end(child) };
}

async function answering(url: string): Promise<void> {
  for (;;) {
    const isUp = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Its workers are in its group. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid!, 'SIGTERM');
  const hard = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), 10_000);
  await once(child, 'exit');
  clearTimeout(hard);
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
