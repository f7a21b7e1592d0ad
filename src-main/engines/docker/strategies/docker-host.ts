/** DOCKER_HOST, when it is set. An engine on another machine is refused: it cannot see this computer's folders. */
import type { Strategy } from './strategy.ts';

export const dockerHost: Strategy = {
  way: 'DOCKER_HOST',
  find({ env }) {
    const value = env.DOCKER_HOST;
    if (!value) return { refused: 'not set' };
    const local = /^(?:unix|npipe):\/\/(.+)$/.exec(value);
    if (local?.[1]) return [{ socketPath: local[1] }];
    const tcp = /^(?:tcp|http):\/\/(127\.0\.0\.1|localhost|\[::1\]):(\d+)\/?$/.exec(value);
    if (tcp?.[1]) return [{ host: tcp[1].replace(/[[\]]/g, ''), port: Number(tcp[2]) }];
    return { refused: `${value}: not on this computer` };
  },
};
