import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { codeClosure, reachedFiles } from './closure.ts';
import { pythonImports } from './python-imports.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-closure-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const files = {
  'passos/a.py': `"""Um passo."""
import os, b  # comment
from comum import util as u, \\
    texto
from comum.fundo.mar import (
    peixe,  # (a bracket)
    agua,
)
try: import c
except ImportError: from d import *
def f():
    from comum.tarde import nada; import e.f.g
dados = open("tabela.csv")
parte = f"parte_{1}.json"
mais = "dados/" + nome
`,
  'passos/b.py': 'from .irmao import x\nfrom . import prima\n',
  'passos/irmao.py': '',
  'passos/prima.py': 'from ..comum import outro_irmao',
  'comum/__init__.py': '',
  'comum/util.py': '',
  'comum/texto/__init__.py': '',
  'comum/fundo/__init__.py': '',
  'comum/fundo/mar.py': '',
  'comum/tarde.py': '',
  'comum/outro_irmao.py': '',
  'c.py': '',
  'd/__init__.py': '__all__ = ["x"]',
  'd/x.py': '',
  'e/f/g.py': '',
  'tabela.csv': 'a',
  'parte_1.json': '1',
  'dados/x.bin': '1',
  'requirements.txt': 'numpy\n',
};
const others = { 'passos/outro.py': 'x = 1', 'comum/solto.py': '', 'pipeline.yaml': 'name: p', 'outra.txt': '' };

test('a Python program reaches what it imports, wherever that lies, the data that it names, and its requirements; nothing else', () => {
  const { files: reached, whole } = reachedFiles(folderOf({ ...files, ...others }), 'passos/a.py');
  expect(whole).toBe(false);
  expect([...reached.keys()].sort()).toEqual(Object.keys(files).sort());
});

test('only a change of what it reaches changes its closure', () => {
  const of = (change: Record<string, string>) => codeClosure(folderOf({ ...files, ...others, ...change }), 'passos/a.py');
  const before = of({});
  for (const path of Object.keys(files)) expect(of({ [path]: `${files[path as keyof typeof files]}#` }), path).not.toBe(before);
  for (const path of Object.keys(others)) expect(of({ [path]: 'changed' }), path).toBe(before);
});

test.each([
  '__import__("x")',
  'import importlib',
  'import runpy',
  'exec("import x")',
  'eval(texto)',
  'from sys import path',
  'import sys; sys.path.insert(0, "lib")',
  'open(__file__)',
  'os.listdir(".")',
  'Path(".")',
  'glob("*.py")',
  'import shutil; shutil.copytree("./", fora)',
  'import bancada; bancada.context()["codeDir"]',
])('a program that finds files in another way depends on all of them: %s', (source) => {
  const of = (other: string) => codeClosure(folderOf({ 'a.py': source, 'x.dat': other }), 'a.py');
  expect(of('1')).not.toBe(of('2'));
});

test.each(['import re\nre.compile("x")', 'model.eval()', 'quadro.eval("a + b")', '# a comment\nx = {"a": 1}'])(
  '%s is no reason to look at everything',
  (source) => {
    expect(pythonImports(source).whole).toBe(false);
  },
);

test('a program that imports in a circle, itself, or what is not there, has a closure too', () => {
  const folder = folderOf({ 'a.py': 'import a, b, nada\nfrom ... import fora', 'b.py': 'import a' });
  expect([...reachedFiles(folder, 'a.py').files.keys()].sort()).toEqual(['a.py', 'b.py']);
});

/** What Python's own parser finds in its standard library, file by file. */
const parser = `
import ast, json, os, sys, sysconfig
root = sysconfig.get_path("stdlib")
for folder, names, files in os.walk(root):
    names[:] = [n for n in names if n not in ("site-packages", "dist-packages", "__pycache__", "test", "tests", "idlelib", "lib2to3", "encodings")]
    for name in files:
        if not name.endswith(".py"): continue
        path = os.path.join(folder, name)
        try: tree = ast.parse(open(path, "rb").read())
        except SyntaxError: continue
        found = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Import): found += [[0, a.name.split(".")] for a in node.names]
            if isinstance(node, ast.ImportFrom):
                base = node.module.split(".") if node.module else []
                found += [[node.level, base]] + [[node.level, base + [a.name]] for a in node.names]
        print(json.dumps([path, open(path, encoding="utf-8", errors="replace").read(), found]))
`;
const { status, stdout } = spawnSync('python3', ['-c', parser], { encoding: 'utf8', maxBuffer: 2 ** 28 });

test.skipIf(status !== 0)('no import that Python sees in its own standard library is missed', () => {
  const lines = stdout.trim().split('\n');
  expect(lines.length).toBeGreaterThan(200);
  for (const line of lines) {
    const [path, text, wanted] = JSON.parse(line) as [string, string, [number, string[]][]];
    const found = new Set(pythonImports(text).imports.map(({ level, parts }) => `${level} ${parts.join('.')}`));
    const missed = wanted.map(([level, parts]) => `${level} ${parts.join('.')}`).filter((one) => !found.has(one));
    expect(missed, path).toEqual([]);
  }
});
