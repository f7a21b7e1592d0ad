/**
 * `pythonImports`: the modules that a Python source may import, and whether it finds code in a way that cannot be followed. Read from the raw text, so
 * that nothing is missed: what looks like an import inside a text or a comment counts as one, which re-runs a step without need at worst.
 */

export interface PythonImport {
  /** Dots in front: 0 searches the program's folders, 1 the importing file's own, 2 the one above … */
  level: number;
  /** `a.b` as parts. What a `from` names may be modules; after `import *` the last part is `*`. */
  parts: string[];
}

export interface PythonImports {
  imports: PythonImport[];
  /** The program may find any file of the workspace. */
  whole: boolean;
}

/** Imports by name at run time, texts run as code, and looks into folders: the program's own or where it stands. */
const names = [
  ...['__import__', 'importlib', 'runpy', 'pkgutil', 'zipimport', 'builtins', '__builtins__', 'load_source', 'execfile', 'inspect', 'linecache'],
  ...['__file__', '__path__', '__spec__', '__loader__', '__cached__', 'codeDir', 'getcwd', 'getcwdb', 'cwd', 'chdir', 'fchdir'],
  ...['listdir', 'scandir', 'walk', 'fwalk', 'glob', 'iglob', 'rglob', 'iterdir', 'copytree', 'make_archive'],
];
const computed = [
  new RegExp(String.raw`(?<!\w)(?:${names.join('|')})(?!\w)`),
  /(?<![.\w])(?:exec|eval|compile)(?!\w)/,
  /\bsys\s*\.\s*(?:path|modules|argv|meta_path|path_hooks)\b|\bfrom\s+sys\s+import\b/,
  /["']\.{0,2}\/?["']\s*[),/+]/, // the folder it stands in
];
const identifier = String.raw`[\p{L}_][\p{L}\p{M}\p{N}\p{Pc}]*`;
const dotted = String.raw`${identifier}(?:\s*\.\s*${identifier})*`;
const fromImport = new RegExp(String.raw`(?<![\w])from[ \t\f]*((?:\.[ \t\f]*)*)(${dotted})?[ \t\f]*import(?!\w)[ \t\f]*(\([^)]*\)|[^\n;]*)`, 'gu');
const plainImport = /(?<![\w.])import[ \t\f]+([^\n;]*)/gu;
const nameFirst = new RegExp(String.raw`^\s*(\*|${dotted})`, 'u');

export function pythonImports(source: string): PythonImports {
  const text = source.replaceAll(/\r\n?/g, '\n').replaceAll(/\\\n/g, ' ');
  // A bracket in a comment would end a list of names too early; a # in a text would hide what follows it: both readings count.
  const imports = [text, text.replaceAll(/#[^\n]*/g, '')].flatMap(importsIn);
  return { imports, whole: computed.some((pattern) => pattern.test(text)) };
}

function importsIn(text: string): PythonImport[] {
  const found: PythonImport[] = [];
  for (const [, dots = '', from = '', list = ''] of text.matchAll(fromImport)) {
    const level = dots.replaceAll(/[^.]/g, '').length;
    const base = partsOf(from);
    found.push({ level, parts: base }, ...namesOf(list).map((name) => ({ level, parts: [...base, ...partsOf(name)] })));
  }
  for (const [, list = ''] of text.matchAll(plainImport)) {
    const named = namesOf(list).filter((name) => name !== '*'); // that one belongs to a `from`
    found.push(...named.map((name) => ({ level: 0, parts: partsOf(name) })));
  }
  return found;
}

function namesOf(list: string): string[] {
  return list
    .replaceAll(/[()]/g, ' ')
    .split(',')
    .flatMap((name) => nameFirst.exec(name)?.[1] ?? []);
}

/** Python compares names in this form. */
function partsOf(name: string): string[] {
  return name.split('.').flatMap((part) => part.trim().normalize('NFKC') || []);
}
