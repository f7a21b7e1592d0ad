/** `openInEditor`: the learner's folder in VS Code, or in a program that is called like it. EDITOR_NOT_FOUND. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BancadaError } from '../contract/errors.ts';

const programs = ['code', 'codium', 'code-insiders', 'code-oss'];

export interface EditorCall {
  program: string;
  args: string[];
}

/** Which program, called how; nothing is started. */
export function editorCall(folder: string, file: string | null, line: number | null, path = process.env.PATH ?? ''): EditorCall {
  const program = programs.map((name) => onPath(name, path)).find((found) => found !== null);
  if (!program) throw new BancadaError('EDITOR_NOT_FOUND', { folder });
  return { program, args: [folder, ...(file === null ? [] : ['--goto', line === null ? file : `${file}:${line}`])] };
}

export async function openInEditor(folder: string, file: string | null, line: number | null): Promise<{ program: string }> {
  const { program, args } = editorCall(folder, file, line);
  // On Windows `code` is a batch file, which only a shell starts; names in a workspace hold nothing that a shell would read (paths.ts).
  const isBatch = /\.(cmd|bat)$/i.test(program);
  const quoted = (text: string) => (isBatch ? `"${text}"` : text);
  const child = spawn(quoted(program), args.map(quoted), { detached: true, stdio: 'ignore', shell: isBatch });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) => reject(new BancadaError('EDITOR_NOT_FOUND', { folder }, { cause })));
  });
  child.unref();
  return { program };
}

function onPath(name: string, path: string): string | null {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  for (const folder of path.split(delimiter).filter((part) => part !== '')) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // not here
      }
    }
  }
  return null;
}
