/** What `createCi` loads when somebody asks for it. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import type { CiJobId, CiRun } from '../contract/ci.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Solution } from '../contract/workspaces.ts';
import { askService } from '../serving/index.ts';
import { type CiConfig, readConfig } from './config.ts';
import { openGit } from './git.ts';
import type { StartCi } from './index.ts';
import { folderOf, type Place } from './place.ts';
import { logFile } from './run.ts';
import { checkOut, copyFolder, hasRepository, type Source } from './source.ts';
import { installPrograms } from './tool.ts';
import { workflow } from './workflow.ts';

export { folderOf } from './place.ts';
export { applyPullRequest, openPullRequest } from './pull-requests.ts';
export { commit, repository, setHook } from './repository.ts';
export { runJobs } from './run.ts';

export async function rollBack({ parts }: Place, { products: { endpoint = '' } }: CiRun): Promise<{ ms: number; status: number; body: string }> {
  const from = performance.now();
  await parts.rollouts.rollback(endpoint);
  const { url, inputExample } = parts.serving.get(endpoint);
  const port = Number(new URL(url ?? 'http://127.0.0.1:0').port);
  const { status, body } = await askService({ port, method: 'POST', path: '/predict', body: inputExample, timeoutMs: 10_000, maxBytes: 65_536 });
  return { ms: performance.now() - from, status, body };
}

/** The code of a run in a folder of its own, and what its ci.yaml says. */
export async function prepare({ core, parts }: Place, asked: StartCi & { id: string }): Promise<{ source: Source; config: CiConfig; code: string }> {
  const { project, solution, ref, codeFolder, branch, id } = asked;
  const own = parts.workspaces.codeFolder(project, solution);
  const folder = folderOf(core, id);
  const code = join(folder, 'code');
  mkdirSync(code, { recursive: true, mode: 0o755 });
  try {
    if (ref !== undefined && !hasRepository(own)) throw new BancadaError('CI_NO_REPOSITORY', { project });
    const source = ref === undefined ? copyFolder(codeFolder ?? own, code, branch ?? (await branchOf(own))) : await checkOut(openGit(own), ref, code);
    const config = readConfig(code);
    installPrograms(parts.applicationRoot, code);
    return { source, config, code };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function branchOf(folder: string): Promise<string> {
  if (!hasRepository(folder)) return 'main';
  return (await openGit(folder).head())?.branch || 'main';
}

/** Logs and the bill of materials stay; the copies of code and what the programs wrote go. */
export function tidy(core: Core, id: string): void {
  const folder = folderOf(core, id);
  for (const name of ['code', 'tree', 'tree.index', 'tests', 'quality', 'static', 'service'])
    rmSync(join(folder, name), { recursive: true, force: true });
}

const mostOfLog = 400_000;

export function readLog(core: Core, id: string, job: CiJobId): string {
  const file = logFile(folderOf(core, id), job);
  if (!existsSync(file)) return '';
  const text = readFileSync(file, 'utf8');
  return statSync(file).size > mostOfLog ? text.slice(-mostOfLog) : text;
}

export function readSbom(core: Core, id: string): string | null {
  const file = join(folderOf(core, id), 'sbom.cdx.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

export function workflowOf({ parts }: Place, project: string, solution: Solution): { path: string; content: string } {
  return workflow(project, readConfig(parts.workspaces.codeFolder(project, solution)));
}
