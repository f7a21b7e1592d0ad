/** The same forest in scikit-learn and onnxruntime, trained once here; both behind FastAPI and uvicorn, one process on one core each. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '', OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };

interface Times {
  /** Seconds. */
  one: number;
  many: number;
}

export interface Trained {
  sklearn: Times;
  onnx: Times;
  train: { seconds: number; accuracy: number };
  rows: number[][];
  probabilities: number[];
  onnxFurthest: number;
}

export const peerPython = () => pythonOf('peer-serving', place('../peers/requirements-serving.txt'));

function pythonOf(...wanted: string[]): string {
  const setup = [place('../../scripts/setup/python.mjs'), ...wanted];
  const answer = execFileSync(process.execPath, setup, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const { python, missing } = JSON.parse(answer) as { python?: string; missing?: string };
  if (!python) throw new Error(missing);
  return python;
}

export function trainPeer(python: string, folder: string): Trained {
  const args = ['-c', '1', python, place('train_peer.py'), place('../../src-runtime/python'), folder];
  return JSON.parse(execFileSync('taskset', args, { encoding: 'utf8', env, maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] })) as Trained;
}

export interface Started {
  url: string;
  /** From the start of the process to its first answer that it is ready. */
  readyMs: number;
  /** Seconds of processor that it has used. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export async function startFastApi(python: string, folder: string, model: 'sklearn' | 'onnx'): Promise<Started> {
  const port = await freePort();
  const args = ['-m', 'uvicorn', 'app_peer:app', '--workers', '1', '--port', String(port), '--log-level', 'error', '--no-access-log'];
  return started(['-c', '0', python, ...args], { ...env, FOLDER: folder, MODEL: model }, port, place('.'));
}

/** MLServer with its own loop in the one process, as the others have: by default it hands every request to a second one. */
export async function startMlServer(folder: string): Promise<Started> {
  const python = pythonOf('peer-mlserver', place('../peers/requirements-mlserver.txt'));
  const own = wired(python, 'mlserver', folder);
  const [http, grpc, metrics] = [await freePort(), await freePort(), await freePort()];
  const settings = { http_port: http, grpc_port: grpc, metrics_port: metrics, parallel_workers: 0, host: '127.0.0.1', debug: false };
  writeFileSync(join(own, 'settings.json'), JSON.stringify(settings));
  return started(['-c', '0', python, '-m', 'mlserver.cli.main', 'start', own], quiet, http, own, '/v2/health/ready');
}

/** What `mlflow models serve` starts: its own application in uvicorn, one process. */
export async function startMlflow(folder: string): Promise<Started> {
  const python = pythonOf('3');
  const own = wired(python, 'mlflow', folder);
  const port = await freePort();
  const args = [
    '-m',
    'uvicorn',
    'mlflow.pyfunc.scoring_server.app:app',
    '--workers',
    '1',
    '--port',
    String(port),
    '--log-level',
    'error',
    '--no-access-log',
  ];
  return started(['-c', '0', python, ...args], { ...quiet, __pyfunc_model_path__: own }, port, own, '/ping');
}

const quiet = { ...env, MLFLOW_DISABLE_TELEMETRY: 'true' };

function wired(python: string, kind: 'mlserver' | 'mlflow', folder: string): string {
  const own = join(folder, kind);
  if (!existsSync(own)) execFileSync(python, [place('wire_peer.py'), kind, folder], { env: quiet, stdio: ['ignore', 'ignore', 'inherit'] });
  return own;
}

/** A server on the first core; what loads it has the other. */
export async function started(args: readonly string[], env: NodeJS.ProcessEnv, port: number, cwd?: string, ready = '/readyz'): Promise<Started> {
  const begun = performance.now();
  const child: ChildProcess = spawn('taskset', args, { env, cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}${ready}`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const readyMs = performance.now() - begun;
  return {
    url,
    readyMs,
    // taskset becomes the program: its id is the server's. The kernel counts hundredths.
    cpuSeconds() {
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13);
      return (Number(user) + Number(system)) / 100;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const modelFolder = (folder: string) => join(folder, 'forest');
