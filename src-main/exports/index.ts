/** Exports: an endpoint or a pipeline as files for another platform, made from the same images, limits and locks as here. Builders are loaded when asked for. */
import { join, resolve } from 'node:path';
import type { Core } from '../common/core.ts';
import type { ExportPiece, ExportPreview, ExportRequest } from '../contract/exports.ts';
import type { Datasets } from '../datasets/index.ts';
import type { Engines } from '../engines/index.ts';
import type { Registry } from '../registry/index.ts';
import type { ProgramServiceOf, Serving } from '../serving/index.ts';
import type { Workspaces } from '../workspaces/index.ts';
import type { Deploys } from './deploy/index.ts';
import type { DeployJobs } from './deploy/jobs.ts';

export interface ExportsParts {
  serving: Pick<Serving, 'get'>;
  registry: Pick<Registry, 'resolve' | 'folder'>;
  programService: ProgramServiceOf;
  workspaces: Pick<Workspaces, 'codeFolder'>;
  datasets: Pick<Datasets, 'dataset'>;
  engines: Pick<Engines, 'python'>;
  runtimeDir: string;
}

export interface Exports {
  preview(request: ExportRequest): Promise<ExportPreview>;
  /** To `path`, else to the home's own folder of exports. FILE_EXISTS. */
  write(request: ExportRequest, path?: string): Promise<{ path: string; files: number; bytes: number; images: string[] }>;
  download(request: ExportRequest): AsyncGenerator<ExportPiece, void>;
  deploys(): Promise<Deploys>;
  deployJobs(): Promise<DeployJobs>;
  /** Takes back what deploys that are under way have begun. */
  close(): Promise<void>;
}

const pieceBytes = 256 * 1024;

export function createExports(core: Pick<Core, 'home' | 'homeId' | 'changes' | 'clock' | 'log'>, parts: ExportsParts): Exports {
  const { home } = core;
  const build = async (request: ExportRequest) => (await import('./build.ts')).buildExport(parts, request);
  const deploys = async () => (await import('./deploy/index.ts')).createDeploys(core, parts);
  let jobs: Promise<DeployJobs> | null = null;
  return {
    deployJobs() {
      jobs ??= Promise.all([import('./deploy/jobs.ts'), deploys()]).then(([{ createDeployJobs }, { apply }]) => createDeployJobs(core, apply));
      return jobs;
    },
    close: async () => (await jobs)?.close(),
    deploys,
    preview: async (request) => (await import('./build.ts')).preview(await build(request)),
    async write(request, path) {
      const built = await build(request);
      const { writeExport } = await import('./write.ts');
      return writeExport(built, path === undefined ? join(home.root, 'exports', built.name) : resolve(path));
    },
    async *download(request) {
      const [{ name, files }, { bytesOf, contentOf }] = [await build(request), await import('./files.ts')];
      yield { kind: 'start', name, bytes: files.reduce((sum, file) => sum + bytesOf(file), 0) };
      for (const file of files) {
        yield { kind: 'file', path: file.path };
        const content = contentOf(file);
        for (let at = 0; at < content.length; at += pieceBytes)
          yield { kind: 'data', base64: content.subarray(at, at + pieceBytes).toString('base64') };
      }
    },
  };
}
