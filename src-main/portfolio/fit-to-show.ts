/** `fitToShow`: refuses what must not go into a public repository: what looks like a secret, and places of this computer. */
import { homedir } from 'node:os';
import { findSecrets } from '../cicd/security/secrets.ts';
import { BancadaError } from '../contract/errors.ts';
import type { RepositoryFile } from './build.ts';

export function fitToShow(files: readonly RepositoryFile[], places: readonly string[]): void {
  const texts = files
    .filter(({ content }) => !content.subarray(0, 8000).includes(0))
    .map(({ path, content }) => ({ path, text: content.toString('utf8') }));
  const [secret] = findSecrets(texts);
  if (secret) throw new BancadaError('PORTFOLIO_SECRET', { file: secret.file, line: secret.line });
  const here = [...places, homedir()].filter((place) => place.length > 1).map((place) => `${place.replace(/\/$/, '')}/`);
  for (const { path, text } of texts)
    for (const [index, line] of text.split('\n').entries())
      if (here.some((place) => line.includes(place))) throw new BancadaError('PORTFOLIO_PATH', { file: path, line: index + 1 });
}
