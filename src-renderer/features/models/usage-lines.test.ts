import { expect, it } from 'vitest';
import { cliUse, pythonUse } from './usage-lines.ts';

it('asks by the version and by every alias', () => {
  const version = { name: 'atrasos', version: '3', aliases: ['champion'] };
  expect(cliUse(version)).toBe('bancada serve atrasos:3\nbancada serve atrasos@champion');
  expect(pythonUse(version)).toContain('load_model("models:/atrasos@champion")');
  expect(pythonUse(version)).toContain('# "models:/atrasos/3"');
});

it('keeps a strange name one word', () => {
  expect(cliUse({ name: "meu modelo'; ls", version: '1', aliases: [] })).toBe("bancada serve 'meu modelo'\\''; ls:1'");
});
