/** Colima (macOS and Linux). */
import { join } from 'node:path';
import type { Strategy } from './strategy.ts';

export const colima: Strategy = {
  way: 'Colima',
  find({ env, platform, homeDir }) {
    if (platform === 'win32') return { refused: 'macOS and Linux only' };
    const folder = env.COLIMA_HOME ?? join(homeDir, '.colima');
    return [{ socketPath: join(folder, 'default', 'docker.sock') }, { socketPath: join(folder, 'docker.sock') }];
  },
};
