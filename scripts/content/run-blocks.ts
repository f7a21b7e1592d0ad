/**
 * Runs what the study texts tell a reader to run, in a fresh home per architecture on local processes, as somebody who solved the challenge:
 * `node scripts/content/run-blocks.ts` for all, `--quick` for those that CI runs (run-blocks.test.ts), `03 07` for some. One line each, with the exit code.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cliProgram, root } from '../../tests/support/cli.ts';
import { type Runnable, runnables } from './runnable.ts';

export interface Ran {
  place: string;
  command: string;
  code: number;
  expected: number;
  said: string;
}

interface Place {
  home: string;
  /** Where files that a command writes land; the texts' paths lead from here. */
  folder: string;
}

/** Those of one architecture, one after the other. */
export async function runBlocks(module: string, blocks: readonly Runnable[]): Promise<Ran[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-blocks-'));
  const place = { home: join(folder, 'home'), folder };
  symlinkSync(join(root, 'challenges'), join(folder, 'challenges'));
  const workspace = join(place.home, 'workspaces', module);
  mkdirSync(workspace, { recursive: true });
  for (const name of readdirSync(join(root, 'challenges', module, 'exemplo')))
    cpSync(join(root, 'challenges', module, 'exemplo', name), join(workspace, name), { recursive: true });
  const ran: Ran[] = [];
  const done = new Set<string>();
  try {
    for (const block of blocks) {
      for (const before of block.after) {
        if (done.has(before)) continue;
        done.add(before);
        const { code, said } = await end(place, `npm run bancada -- ${before}`);
        if (code !== 0) ran.push({ place: block.place, command: before, code, expected: 0, said });
      }
      const { code, said } = await end(place, block.command, block.serves);
      ran.push({ place: block.place, command: block.command, code, expected: block.code, said });
    }
  } finally {
    const { said } = await end(place, 'npm run bancada -- endpoints --json');
    for (const { name } of endpointsOf(said)) await end(place, `npm run bancada -- stop ${name}`);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return ran;
}

async function end(place: Place, command: string, serves = false): Promise<{ code: number; said: string }> {
  let line = command.replace(/^npm run (--silent )?bancada --/, `${process.execPath} ${cliProgram}`);
  if (line.includes('ENDERECO')) {
    const [endpoint] = endpointsOf((await end(place, 'npm run bancada -- endpoints --json')).said);
    line = line.replace('ENDERECO', endpoint?.url ?? 'nowhere').replace('curl -s', 'curl -s --fail');
  }
  return new Promise((resolve) => {
    // An engine address that nobody answers at: local processes, as where there is no Docker.
    const env = { ...process.env, BANCADA_HOME: place.home, DOCKER_HOST: 'unix:///no/such.sock' };
    const child = spawn('bash', ['-c', serves ? `exec ${line}` : line], { cwd: place.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
        // What serves has begun once it said where. One Ctrl+C: another, for what it says then, would cut it off while it closes.
        if (serves && !child.killed && /https?:\/\//.test(said)) child.kill('SIGINT');
      });
    child.on('close', (code) => resolve({ code: code ?? -1, said }));
  });
}

function endpointsOf(said: string): { name: string; url?: string }[] {
  try {
    return (JSON.parse(said) as { endpoints: { name: string; url?: string }[] }).endpoints;
  } catch {
    return [];
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const words = process.argv.slice(2);
  const some = words.filter((word) => !word.startsWith('-'));
  const blocks = runnables(root)
    .filter(({ module }) => some.length === 0 || some.some((part) => module.startsWith(part)))
    .filter(({ quick }) => quick || !words.includes('--quick'));
  for (const [module, list] of Object.entries(Object.groupBy(blocks, (block) => block.module)))
    for (const { place, command, code, expected, said } of await runBlocks(module, list!)) {
      const fine = code === expected;
      process.stdout.write(`${fine ? '✓' : '✗'} ${code} ${place} ${command}\n${fine ? '' : `${said.trim().slice(-2000)}\n`}`);
      if (!fine) process.exitCode = 1;
    }
}
