/** `findSecrets`: keys and passwords in a project's files, by their form; what a person sees of one are its first characters. */
import type { ProjectFile } from '../source.ts';

export interface Secret {
  kind: string;
  file: string;
  line: number;
  shown: string;
}

const forms: readonly (readonly [string, RegExp])[] = [
  ['aws-access-key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['github-token', /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{40,}\b/],
  ['gitlab-token', /\bglpat-[\w-]{20,}\b/],
  ['slack-token', /\bxox[abprs]-[\w-]{10,}\b|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/],
  ['google-key', /\bAIza[\w-]{35}\b/],
  ['openai-key', /\bsk-(?:proj-)?[\w-]{32,}\b/],
  ['stripe-key', /\b[rs]k_live_[A-Za-z0-9]{20,}\b/],
  ['npm-token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['hugging-face-token', /\bhf_[A-Za-z0-9]{30,}\b/],
  ['private-key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/],
  ['jwt', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}\b/],
  ['password-in-address', /\b[a-z][a-z+]{2,}:\/\/[^\s/:@'"]+:(?!\$)[^\s/@'"]{4,}@[\w.-]+/i],
];

/** `senha = "…"`: a name that says it, and a value that looks drawn by lot. */
const named = /(?:password|passwd|senha|secret|segredo|token|api[_-]?key|chave)\w*["']?\s*[:=]\s*["'`]([^"'`\s]{12,})["'`]/i;
const leastEntropy = 3.3;
/** Digests are no secrets, and lock files are made of them. */
const skipped = /(^|\/)(package-lock\.json|[\w-]+\.lock)$/;

export function findSecrets(files: readonly ProjectFile[]): Secret[] {
  return files
    .filter(({ path }) => !skipped.test(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => secretOf(line).map((found) => ({ ...found, file: path, line: index + 1 }))),
    );
}

function secretOf(line: string): Pick<Secret, 'kind' | 'shown'>[] {
  for (const [kind, form] of forms) {
    const found = form.exec(line)?.[0];
    if (found !== undefined) return [{ kind, shown: hidden(found) }];
  }
  const value = named.exec(line)?.[1];
  return value !== undefined && /\d/.test(value) && entropy(value) >= leastEntropy ? [{ kind: 'password', shown: hidden(value) }] : [];
}

const hidden = (secret: string) => `${secret.slice(0, 4)}…`;

/** Bits per character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
