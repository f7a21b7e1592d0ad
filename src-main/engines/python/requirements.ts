/**
 * `readRequirements`: the packages that a code folder asks for in its requirements.txt. Only names, versions, markers and hashes: whatever else pip
 * understands there (addresses, folders, options) could run code of its own before the step is shut in. PYTHON_REQUIREMENT_INVALID.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BancadaError } from '../../contract/errors.ts';

export const requirementsFile = 'requirements.txt';

const name = `[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?`;
const extras = String.raw`(?:\s*\[\s*${name}(?:\s*,\s*${name})*\s*\])?`;
const clause = String.raw`(?:===|==|~=|!=|<=|>=|<|>)\s*[A-Za-z0-9.*+!_-]+`;
const versions = String.raw`(?:\s*\(?${clause}(?:\s*,\s*${clause})*\)?)?`;
const hashes = String.raw`(?:\s+--hash=sha256:[0-9a-f]{64})*`;
const marker = String.raw`(?:\s*;\s*[\w.\s()<>=!~,'"-]*['"][\w.\s()<>=!~,'"-]*?)?`;
const requirement = new RegExp(`^${name}${extras}${versions}${marker}${hashes}$`);

/** One requirement a line, sorted, without comments: what a lock is for. Empty without a file. */
export function readRequirements(codeDir: string): string[] {
  const path = join(codeDir, requirementsFile);
  if (!existsSync(path)) return [];
  const found: string[] = [];
  let line = 0;
  let joined = '';
  for (const text of readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)) {
    line += 1;
    const bare = text.replace(/(^|\s)#.*$/, '').trim();
    joined = `${joined} ${bare.replace(/\\$/, '')}`.trim();
    if (bare.endsWith('\\') || joined === '') continue;
    if (!requirement.test(joined)) throw new BancadaError('PYTHON_REQUIREMENT_INVALID', { file: requirementsFile, line, text: joined.slice(0, 200) });
    found.push(joined.replaceAll(/\s+/g, ' '));
    joined = '';
  }
  if (joined !== '') throw new BancadaError('PYTHON_REQUIREMENT_INVALID', { file: requirementsFile, line, text: joined.slice(0, 200) });
  return found.sort();
}
