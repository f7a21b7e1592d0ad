/** The socket of an engine installed for the whole system. */
import type { Strategy } from './strategy.ts';

export const systemSocket: Strategy = {
  way: 'system socket',
  find: ({ platform }) => [{ socketPath: platform === 'win32' ? '//./pipe/docker_engine' : '/var/run/docker.sock' }],
};
