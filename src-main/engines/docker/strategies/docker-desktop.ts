/** Docker Desktop. */
import { join } from 'node:path';
import type { Strategy } from './strategy.ts';

export const dockerDesktop: Strategy = {
  way: 'Docker Desktop',
  find({ platform, homeDir }) {
    if (platform === 'win32') return [{ socketPath: '//./pipe/dockerDesktopLinuxEngine' }];
    return [{ socketPath: join(homeDir, '.docker', platform === 'darwin' ? 'run' : 'desktop', 'docker.sock') }];
  },
};
