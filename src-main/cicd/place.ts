/** What the parts of this domain work with, and where a run keeps its files. */
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import type { CiParts } from './index.ts';

export interface Place {
  core: Core;
  parts: CiParts;
}

export const folderOf = ({ home }: Pick<Core, 'home'>, id: string) => join(home.root, 'ci', id);
