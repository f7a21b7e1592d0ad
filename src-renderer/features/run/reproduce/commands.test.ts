import { expect, it } from 'vitest';
import { sourceOf } from '../tag-kinds.ts';
import { commandsOf } from './commands.ts';

const run = { params: { depth: '3', name: 'a "b"' } };
const source = (tags: Record<string, string>) => sourceOf(Object.fromEntries(Object.entries(tags).map(([key, value]) => [`mlflow.${key}`, value])));

it('brings code, packages and the command together', () => {
  const tags = { 'source.name': 'src/treino.py', 'source.git.commit': 'f00', 'source.git.repoURL': 'git@host:time/projeto.git' };
  expect(commandsOf(run, source(tags), 'runs:/abc/model/requirements.txt')).toEqual({
    code: 'git clone git@host:time/projeto.git\ncd projeto\ngit checkout f00',
    packages: 'mlflow artifacts download --artifact-uri runs:/abc/model/requirements.txt --dst-path .\npip install -r requirements.txt',
    start: 'python src/treino.py',
    params: 'params = {\n    "depth": "3",\n    "name": "a \\"b\\"",\n}',
  });
});

it('says nothing that the run does not tell', () => {
  expect(commandsOf({ params: {} }, source({}), null)).toEqual({ code: null, packages: null, start: null, params: 'params = {\n}' });
});

it('never lets what a run says be more than one word of a command', () => {
  const { start, code } = commandsOf(run, source({ 'source.name': "x'; rm -rf ~\n.py", 'source.git.commit': '--upload-pack=x' }), null);
  expect(start).toBe("python 'x'\\''; rm -rf ~ .py'");
  expect(code).toBe("git checkout './--upload-pack=x'");
});
