import { homedir } from 'node:os';
import { join } from 'node:path';

/** `BANCADA_HOME`, else the place where the operating system keeps an application's data. */
export function defaultHome(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env.BANCADA_HOME) return env.BANCADA_HOME;
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Bancada');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Bancada');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'bancada');
}
