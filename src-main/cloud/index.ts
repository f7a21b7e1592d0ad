/** The managed cloud, simulated: plans, permissions and costs in the words of SageMaker and Vertex AI. Loaded when somebody asks. */
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import type { Core } from '../common/core.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { Cloud } from './cloud.ts';

export type { Cloud } from './cloud.ts';

export interface CloudParts {
  catalog: Pick<Catalog, 'challengeIds'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
  applicationRoot: string;
}

export function createCloud(core: Core, { catalog, workspaces, applicationRoot }: CloudParts): Cloud {
  let desk: ReturnType<Cloud['desk']> | null = null;
  async function openDesk() {
    const [{ createDesk }, { openCloudFiles }, { openPlaces }] = await Promise.all([
      import('./desk.ts'),
      import('./files.ts'),
      import('./plan/places.ts'),
    ]);
    const files = openCloudFiles(applicationRoot, core.home.root);
    return createDesk(files, openPlaces({ catalog, workspaces, examples: join(applicationRoot, 'resources', 'cloud', 'examples') }));
  }
  return {
    desk: () => {
      desk ??= openDesk();
      return desk;
    },
  };
}
