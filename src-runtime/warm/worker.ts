/**
 * One step's process, started before anybody needs it. It waits as root on its control socket, where no step can reach it; told what to be, it gives up
 * every right and becomes the program, as if Node had been started with it.
 */
import { closeSync, readSync, writeSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import type { Job } from './protocol.ts';

const control = 3;

// What Node sets up with the first module that is loaded is done while there is time.
const nothing = 'data:text/javascript,';
await import(nothing);
writeSync(control, 'r');
become(read());

/** Blocks: nothing else is to happen in this process until then. */
function read(): Job {
  const buffer = Buffer.alloc(65_536);
  let text = '';
  while (!text.endsWith('\n')) {
    const bytes = readSync(control, buffer);
    if (bytes === 0) process.exit(0); // the agent is gone
    text += buffer.toString('utf8', 0, bytes);
  }
  closeSync(control);
  return JSON.parse(text) as Job;
}

function become({ program, preload, workDir, env, execArgv, uid, gid }: Job): void {
  process.setgroups!([]);
  process.setgid!(gid);
  process.setuid!(uid);
  process.chdir(workDir);
  delete process.env.UV_USE_IO_URING;
  Object.assign(process.env, env);
  process.argv = [process.execPath, program];
  process.execArgv = execArgv;
  createRequire(program)(preload);
  Module.runMain(program);
}
