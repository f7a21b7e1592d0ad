/** Portfolio: a learner's solution as a Git repository that others can read and build. What makes it is loaded when somebody exports. */
import { join, resolve } from 'node:path';
import type { ContentCatalog } from '../catalog/index.ts';
import type { Ci } from '../cicd/index.ts';
import type { Core } from '../common/core.ts';
import type { Comparison } from '../comparison/index.ts';
import type { PortfolioPreview, PortfolioRequest } from '../contract/portfolio.ts';
import type { Exports } from '../exports/index.ts';
import type { Guide } from '../guide/index.ts';
import type { Study } from '../study/index.ts';
import type { Workspaces } from '../workspaces/index.ts';

export interface PortfolioParts {
  applicationRoot: string;
  catalog: Pick<ContentCatalog, 'modules' | 'challengeIds' | 'checks' | 'diagram'>;
  ci: Pick<Ci, 'projects' | 'workflow'>;
  comparison: Pick<Comparison, 'measured' | 'matrix'>;
  exports: Pick<Exports, 'write'>;
  guide: Pick<Guide, 'stories' | 'exported'>;
  study: Pick<Study, 'overview'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
}

export interface Portfolio {
  preview(request: PortfolioRequest): Promise<PortfolioPreview>;
  write(request: PortfolioRequest, path?: string): Promise<{ path: string; files: number; commit: string; imageError: string | null }>;
}

export function createPortfolio({ home, clock }: Pick<Core, 'home' | 'clock'>, parts: PortfolioParts): Portfolio {
  const build = async (request: PortfolioRequest) => (await import('./build.ts')).buildPortfolio(home.root, parts, request);
  return {
    async preview(request) {
      const { name, readme, files, imageError } = await build(request);
      return { name, readme, imageError, files: files.map(({ path, content }) => ({ path, bytes: content.length })) };
    },
    async write(request, path) {
      const built = await build(request);
      const { writeRepository } = await import('./repository.ts');
      const target = path === undefined ? join(home.root, 'portfolio', built.name) : resolve(path);
      const commit = await writeRepository(target, built.files, request.language, clock.now());
      await parts.guide.exported(request.moduleId);
      return { path: target, files: built.files.length, commit, imageError: built.imageError };
    },
  };
}
