/** Podman, through its Docker-compatible socket. */
import { join } from 'node:path';
import type { Strategy } from './strategy.ts';

export const podman: Strategy = {
  way: 'Podman',
  find({ env, platform, homeDir, uid }) {
    if (platform === 'win32') return [{ socketPath: '//./pipe/podman-machine-default' }];
    if (platform === 'darwin') return [{ socketPath: join(homeDir, '.local', 'share', 'containers', 'podman', 'machine', 'podman.sock') }];
    return [
      { socketPath: join(env.XDG_RUNTIME_DIR ?? `/run/user/${uid}`, 'podman', 'podman.sock') },
      ...(uid === 0 ? [{ socketPath: '/run/podman/podman.sock' }] : []),
    ];
  },
};
