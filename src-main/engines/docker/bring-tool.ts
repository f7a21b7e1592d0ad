/** For attack tests: `bringTool` puts a program of this machine, with the libraries it is linked to, into a folder. The image has none that could do harm. */
import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export function bringTool(tool: string, folder: string): void {
  const path = execFileSync('which', [tool], { encoding: 'utf8' }).trim();
  const libraries = execFileSync('ldd', [path], { encoding: 'utf8' }).matchAll(/=> (\/\S+)/g);
  for (const file of [path, ...[...libraries].map((match) => match[1]!)]) copyFileSync(file, join(folder, basename(file)));
}
