/** `createLastLogs`: the last words of a service that has ended, kept for whoever asks why. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import type { RunningService } from '../engines/index.ts';

const lines = 500;
export const lastLogFile = 'last.log';

export interface LastLogs {
  /** While the engine still knows them. */
  keep(name: string, service: Pick<RunningService, 'logs'>): Promise<void>;
  read(name: string, limit: number): Promise<string[]>;
}

export function createLastLogs({ home, log }: Pick<Core, 'home' | 'log'>): LastLogs {
  const path = (name: string) => join(home.endpoints, name, lastLogFile);
  return {
    async keep(name, service) {
      try {
        await writeFile(path(name), (await service.logs(lines)).join('\n'), { mode: 0o600 });
      } catch (error) {
        log.warn('last log not kept', { name, error });
      }
    },
    async read(name, limit) {
      const text = await readFile(path(name), 'utf8').catch(() => '');
      return text === '' ? [] : text.split('\n').slice(-limit);
    },
  };
}
