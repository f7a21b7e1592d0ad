/** Where everything of one learner lives on disk. Folders are made 0700 on first use. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Home {
  readonly root: string;
  readonly database: string;
  readonly artifacts: string;
  readonly workspaces: string;
  readonly runs: string;
  readonly endpoints: string;
  readonly logs: string;
}

export function openHome(root: string): Home {
  const folder = (name: string) => {
    const path = join(root, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  };
  mkdirSync(root, { recursive: true, mode: 0o700 });
  return {
    root,
    database: join(root, 'bancada.db'),
    artifacts: folder('artifacts'),
    workspaces: folder('workspaces'),
    runs: folder('runs'),
    endpoints: folder('endpoints'),
    logs: folder('logs'),
  };
}
