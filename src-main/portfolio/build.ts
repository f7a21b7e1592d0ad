/** `buildPortfolio`: every file of the repository. The learner's own stand at its root; ours beside them, and never over one of theirs. */
import { BancadaError } from '../contract/errors.ts';
import type { PortfolioRequest } from '../contract/portfolio.ts';
import { codeFiles } from '../pipelines/index.ts';
import { diagramFiles } from './diagrams.ts';
import { fitToShow } from './fit-to-show.ts';
import { imageOf } from './image.ts';
import type { PortfolioParts } from './index.ts';
import { measuredFiles } from './measured-files.ts';
import { readmeOf } from './readme.ts';
import { workflowFiles } from './workflow.ts';

export interface RepositoryFile {
  path: string;
  content: Buffer;
}

export interface Built {
  name: string;
  readme: string;
  files: RepositoryFile[];
  imageError: string | null;
}

export async function buildPortfolio(home: string, parts: PortfolioParts, request: PortfolioRequest): Promise<Built> {
  const { moduleId } = request;
  const known = parts.catalog.challengeIds();
  if (!known.includes(moduleId)) throw new BancadaError('CHALLENGE_NOT_FOUND', { id: moduleId, known: known.join(', ') });
  const own = codeFiles(parts.workspaces.codeFolder(moduleId, 'workspace'));
  fitToShow(own, [home, parts.applicationRoot]);
  const image = await imageOf(parts, request);
  const diagrams = diagramFiles(parts, request);
  const workflow = await workflowFiles(parts, moduleId, image.files);
  const measured = await measuredFiles(parts, request);
  const readme = await readmeOf(parts, request, {
    own: own.map(({ path }) => path),
    diagrams: diagrams.filter(({ path }) => path.endsWith('.svg')).map(({ path }) => path),
    imageFolders: image.files.filter(({ path }) => path.endsWith('/Dockerfile')).map(({ path }) => path.replace('/Dockerfile', '')),
    workflow: workflow[0]?.path ?? null,
  });
  const ours: RepositoryFile[] = [
    { path: 'README.md', content: Buffer.from(readme) },
    { path: '.gitignore', content: Buffer.from('/node_modules/\n/.bancada/\n__pycache__/\n*.log\n.env\n') },
    ...diagrams,
    ...measured,
    ...workflow,
    ...image.files,
  ];
  const files = new Map(ours.map((file) => [file.path, file]));
  // A README of theirs stays, under another name.
  for (const file of own) files.set(file.path === 'README.md' ? 'NOTAS.md' : file.path, file);
  return {
    ...{ name: moduleId, readme, imageError: image.error },
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
