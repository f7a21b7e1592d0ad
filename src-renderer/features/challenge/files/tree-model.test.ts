import { describe, expect, it } from 'vitest';
import { rowsOf, stepFrom } from './tree-model.ts';

const files = ['pipeline.yaml', 'passos/b.ts', 'passos/a.ts', 'dados/regras/idade.yaml'].map((path) => ({ path, changed: path.endsWith('b.ts') }));
const paths = (closed: string[] = []) => rowsOf(files, new Set(closed)).map(({ path }) => path);

describe('the rows of the tree', () => {
  it('have folders first, each level by name', () => {
    expect(paths()).toEqual(['dados', 'dados/regras', 'dados/regras/idade.yaml', 'passos', 'passos/a.ts', 'passos/b.ts', 'pipeline.yaml']);
    expect(paths(['dados', 'passos'])).toEqual(['dados', 'passos', 'pipeline.yaml']);
    expect(rowsOf(files, new Set()).find(({ path }) => path === 'passos/b.ts')).toMatchObject({ name: 'b.ts', level: 2, changed: true });
    expect(rowsOf([], new Set())).toEqual([]);
  });

  it('are walked with the keys of a tree', () => {
    const rows = rowsOf(files, new Set(['dados']));
    const from = (path: string, key: string) => {
      const to = stepFrom(
        rows,
        rows.findIndex((row) => row.path === path),
        key,
      );
      return to === null ? null : rows[to]?.path;
    };
    expect(from('dados', 'ArrowDown')).toBe('passos');
    expect(from('dados', 'ArrowUp')).toBe('dados');
    expect(from('dados', 'ArrowRight')).toBeNull(); // closed: the key opens it
    expect(from('passos', 'ArrowRight')).toBe('passos/a.ts');
    expect(from('passos/b.ts', 'ArrowLeft')).toBe('passos');
    expect(from('pipeline.yaml', 'ArrowLeft')).toBeNull();
    expect(from('passos', 'End')).toBe('pipeline.yaml');
    expect(from('pipeline.yaml', 'Home')).toBe('dados');
    expect(from('passos', 'x')).toBeNull();
  });
});
