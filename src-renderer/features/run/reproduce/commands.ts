/** `commandsOf`: what to type so that a run of Python happens again, as far as the run itself tells. Pure. */
import type { Source } from '../tag-kinds.ts';

export interface Commands {
  /** Gets the code as it was; null where the run names no repository or commit. */
  code: string | null;
  /** Installs what a logged model asks for; null where the run left no list. */
  packages: string | null;
  /** Starts it; null where the run does not say what was started. */
  start: string | null;
  /** The params as Python, to compare or to paste. */
  params: string;
}

interface Run {
  params: Readonly<Record<string, string>>;
}

/** `requirements` is the address of a list of packages. */
export function commandsOf({ params }: Run, { name, commit, repository, type }: Source, requirements: string | null): Commands {
  return {
    code: codeOf(repository, commit),
    packages:
      requirements === null
        ? null
        : `mlflow artifacts download --artifact-uri ${shellWord(requirements)} --dst-path .\npip install -r requirements.txt`,
    start: name === '' ? null : startOf(name, type),
    params: `params = {\n${Object.entries(params)
      .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
      .join('')}}`,
  };
}

function codeOf(repository: string, commit: string): string | null {
  if (commit === '') return null;
  const checkout = `git checkout ${shellWord(commit)}`;
  if (repository === '') return checkout;
  const folder =
    repository
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split(/[/:]/)
      .at(-1) ?? '';
  return `git clone ${shellWord(repository)}\ncd ${shellWord(folder)}\n${checkout}`;
}

function startOf(name: string, type: string): string {
  if (type === 'NOTEBOOK' || name.endsWith('.ipynb')) return `jupyter nbconvert --to notebook --execute ${shellWord(name)}`;
  return name.endsWith('.py') ? `python ${shellWord(name)}` : shellWord(name);
}

/** As one word of a shell, whatever the run says: it may be pasted unread. */
export function shellWord(word: string): string {
  const line = word.replaceAll(/\p{Cc}/gu, ' ');
  return /^[\w@%+=:,./-]+$/.test(line) && !line.startsWith('-') ? line : `'${line.startsWith('-') ? './' : ''}${line.replaceAll("'", "'\\''")}'`;
}
