/** An engine that runs with the person's own rights (Linux). */
import { join } from 'node:path';
import type { Strategy } from './strategy.ts';

export const rootlessSocket: Strategy = {
  way: 'rootless socket',
  find({ env, platform, homeDir, uid }) {
    if (platform !== 'linux') return { refused: 'Linux only' };
    const runtime = env.XDG_RUNTIME_DIR ?? `/run/user/${uid}`;
    return [{ socketPath: join(runtime, 'docker.sock') }, { socketPath: join(homeDir, '.docker', 'run', 'docker.sock') }];
  },
};
