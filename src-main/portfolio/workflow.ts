/** `workflowFiles`: the conveyor's own workflow where the project has one; else one that builds the image at every push. Without an image there is none. */
import { stringify } from 'yaml';
import type { RepositoryFile } from './build.ts';
import type { PortfolioParts } from './index.ts';

export async function workflowFiles(
  { ci }: Pick<PortfolioParts, 'ci'>,
  moduleId: string,
  image: readonly RepositoryFile[],
): Promise<RepositoryFile[]> {
  if (ci.projects().includes(moduleId)) {
    const { path, content } = await ci.workflow(moduleId, 'workspace');
    return [{ path, content: Buffer.from(content) }];
  }
  const folders = image.filter(({ path }) => path.endsWith('/Dockerfile')).map(({ path }) => path.replace('/Dockerfile', ''));
  if (folders.length === 0) return [];
  const document = {
    name: 'image',
    on: { push: { branches: ['main'] }, pull_request: {} },
    permissions: { contents: 'read' },
    jobs: {
      image: {
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': 20,
        steps: [
          { uses: 'actions/checkout@v4' },
          ...folders.map((folder) => ({ run: `docker build --tag ${moduleId}-${folder.split('-').at(-1)}:\${GITHUB_SHA} ${folder}` })),
        ],
      },
    },
  };
  return [{ path: '.github/workflows/image.yml', content: Buffer.from(stringify(document, { lineWidth: 0 })) }];
}
