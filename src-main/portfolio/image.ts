/** `imageOf`: the pipeline's image as the exports make it: Dockerfile, code, runtime, data, nothing from outside but its base. Not every pipeline has one; then it is said why. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { BancadaError } from '../contract/errors.ts';
import type { PortfolioRequest } from '../contract/portfolio.ts';
import type { RepositoryFile } from './build.ts';
import type { PortfolioParts } from './index.ts';

const folder = 'container';

export async function imageOf(
  { exports }: Pick<PortfolioParts, 'exports'>,
  { moduleId, language }: PortfolioRequest,
): Promise<{ files: RepositoryFile[]; error: string | null }> {
  const place = mkdtempSync(join(tmpdir(), 'bancada-portfolio-'));
  try {
    const registry = 'registry.example.com/portfolio';
    const { path } = await exports.write({ target: 'argo', subject: moduleId, solution: 'workspace', language, registry }, join(place, 'image'));
    const files = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.bancada-export')
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({ path: `${folder}/${relative(path, file)}`, content: readFileSync(file) }));
    return { files, error: null };
  } catch (error) {
    if (!(error instanceof BancadaError)) throw error;
    return { files: [], error: error.code };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
