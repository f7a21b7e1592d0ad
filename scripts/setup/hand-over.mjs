/** Runs a program of ours under the pinned Node in this terminal, passes signals on, and ends as it ends. */
import { spawn } from 'node:child_process';
import { compileCache, pinnedNode } from './places.mjs';

export function handOver(args, { cwd = process.cwd() } = {}) {
  const env = { ...process.env, ...compileCache() };
  const child = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', ...args], { cwd, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
  return child;
}
