/** The managed cloud, simulated: plans, permissions and costs, and the words of SageMaker and Vertex AI over the lab. Loaded when somebody asks. */
import { join } from 'node:path';
import type { Catalog } from '../catalog/catalog.ts';
import type { Core } from '../common/core.ts';
import type { Workspaces } from '../workspaces/workspaces.ts';
import type { Cloud } from './cloud.ts';
import type { SiteParts } from './site.ts';

export type { Cloud } from './cloud.ts';

interface DeskParts {
  catalog: Pick<Catalog, 'challengeIds'>;
  workspaces: Pick<Workspaces, 'codeFolder'>;
  applicationRoot: string;
}

export function createCloud(core: Core, { catalog, workspaces, applicationRoot }: DeskParts, parts: SiteParts): Cloud {
  let desk: ReturnType<typeof openDesk> | null = null;
  let site: ReturnType<typeof openSite> | null = null;

  async function openDesk() {
    const [{ createDesk }, { openCloudFiles }, { openPlaces }] = await Promise.all([
      import('./desk.ts'),
      import('./files.ts'),
      import('./plan/places.ts'),
    ]);
    const files = openCloudFiles(applicationRoot, core.home.root);
    const places = openPlaces({ catalog, workspaces, examples: join(applicationRoot, 'resources', 'cloud', 'examples') });
    return { ...createDesk(files, places), files };
  }
  const theDesk = () => {
    desk ??= openDesk();
    return desk;
  };
  async function openSite() {
    const [{ createSite }, opened] = await Promise.all([import('./site.ts'), theDesk()]);
    return createSite(core, parts, opened, opened.files);
  }

  return {
    desk: theDesk,
    site: () => {
      site ??= openSite();
      return site;
    },
    async close() {
      await (await site)?.close();
    },
  };
}
