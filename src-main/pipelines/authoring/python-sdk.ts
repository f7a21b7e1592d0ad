/**
 * `pythonSdk`: the names of `bancada`, the module of Python steps, with signatures and docstrings, read from its own source: what an editor offers and
 * explains. It understands the source as that is written: a signature on one line, its docstring below. Only loaded when an editor asks.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonMember, PythonSdk } from '../../contract/authoring.ts';

type Members = Record<string, PythonMember>;

export function pythonSdk(folder: string): PythonSdk {
  const read = (name: string) => readFileSync(join(folder, `${name}.py`), 'utf8').split('\n');
  const face = read('__init__');
  const classes: Record<string, Members> = {};
  const module: Members = {};
  for (const line of face) {
    const [, file, names] = /^from \.(\w+) import (.+)$/.exec(line) ?? [];
    if (file === undefined || names === undefined) continue;
    const source = read(file);
    for (const name of names.split(', ')) module[name] = describe(source, name, classes);
  }
  for (const line of face) {
    const [, name, owner = '', member = ''] = /^(\w+) = (\w+)\.(\w+)$/.exec(line) ?? [];
    const found = classes[module[owner]?.type ?? '']?.[member];
    if (name !== undefined && found) module[name] = found;
  }
  const shown = Object.fromEntries(Object.entries(module).filter(([name]) => face.includes(`    "${name}",`)));
  return {
    module: Object.values(shown),
    classes: Object.fromEntries(Object.entries(classes).map(([name, members]) => [name, Object.values(members)])),
  };
}

/** A name of a module's: a class, a function, a value or a type. */
function describe(lines: readonly string[], name: string, classes: Record<string, Members>): PythonMember {
  const at = lines.findIndex((line) => new RegExp(`^(?:class|def) ${name}\\b`).test(line));
  if (at < 0) {
    const [, made] = new RegExp(`^${name} = (\\w+)\\(\\)`, 'm').exec(lines.join('\n')) ?? [];
    const doc = made === undefined ? '' : (classDoc(lines, made) ?? '');
    return {
      name,
      kind: made === undefined ? 'type' : 'value',
      signature: made === undefined ? name : `${name}: ${made}`,
      params: [],
      type: made ?? null,
      doc,
    };
  }
  if (lines[at]!.startsWith('def')) return functionAt(lines, at)!;
  membersOf(lines, name, classes);
  return { name, kind: 'class', signature: `class ${name}`, params: [], type: name, doc: docBelow(lines, at) };
}

function membersOf(lines: readonly string[], name: string, classes: Record<string, Members>): Members {
  const at = lines.findIndex((line) => new RegExp(`^class ${name}\\b`).test(line));
  const [, base] = /\((\w+)\)/.exec(lines[at]!) ?? [];
  const isOwn = base !== undefined && lines.some((line) => line.startsWith(`class ${base}`));
  const members: Members = isOwn ? { ...membersOf(lines, base, classes) } : {};
  for (let line = at + 1; line < lines.length && !/^\S/.test(lines[line]!); line += 1) {
    const found = functionAt(lines, line) ?? fieldAt(lines, line);
    if (found && !found.name.startsWith('_')) members[found.name] = found;
  }
  classes[name] = members;
  return members;
}

function functionAt(lines: readonly string[], at: number): PythonMember | null {
  const [, name, given = '', type] = /^(?: {4})?def (\w+)\((.*)\) -> (.+):$/.exec(lines[at]!) ?? [];
  if (name === undefined || type === undefined) return null;
  const doc = docBelow(lines, at);
  if (lines[at - 1]!.trim() === '@property') return { name, kind: 'value', signature: `${name}: ${type}`, params: [], type, doc };
  const params = given.split(/, (?![^[]*\])/).filter((param) => param !== '' && param !== 'self');
  return { name, kind: 'function', signature: `${name}(${params.join(', ')}) -> ${type}`, params, type, doc };
}

/** `self.path: str = …` of a constructor; without a type, that of the parameter of its name. */
function fieldAt(lines: readonly string[], at: number): PythonMember | null {
  const [, name, said] = /^ {8}self\.([a-z]\w*)(?:: ([^=]+?))? = /.exec(lines[at]!) ?? [];
  if (name === undefined) return null;
  const [, own] = /^ *#: (.+)$/.exec(lines[at - 1]!) ?? [];
  const maker = lines.slice(0, at).findLast((line) => line.startsWith('    def __init__')) ?? '';
  const type = said ?? new RegExp(`[(, ]${name}: ([^,)]+)`).exec(maker)?.[1] ?? null;
  return { name, kind: 'value', signature: type === null ? name : `${name}: ${type}`, params: [], type, doc: own ?? '' };
}

const classDoc = (lines: readonly string[], name: string): string | null => {
  const at = lines.findIndex((line) => line.startsWith(`class ${name}`));
  return at < 0 ? null : docBelow(lines, at);
};

function docBelow(lines: readonly string[], at: number): string {
  return /^ *"""(.+?)"""$/.exec(lines[at + 1] ?? '')?.[1] ?? '';
}
