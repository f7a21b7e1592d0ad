import { expect, test } from 'vitest';
import { parsePipeline } from '../spec/index.ts';
import { markCache } from './mark.ts';

const block = `# meu pipeline
name: p
steps:
  - id: a # o primeiro
    run: a.ts
    outputs: ['x.json'] # aspas ficam

  - run: b.ts
    id: b
    cache: false # sempre
    needs: [a]
  - { id: c, run: c.ts, cache: true }
  - { cache: false, id: d, run: d.ts }
  - cache: false
    id: e
    run: e.ts
`;

const modeOf = (text: string, id: string) => {
  const step = parsePipeline(text, 'p').spec.steps.find((each) => each.id === id)!;
  return step.frozen ? 'frozen' : step.cache ? 'on' : 'off';
};

test.each(['a', 'b', 'c', 'd', 'e'])('marks and unmarks %s, and touches nothing else', (id) => {
  const others = ['a', 'b', 'c', 'd', 'e'].filter((each) => each !== id);
  let text = block;
  for (const mode of ['frozen', 'off', 'on', 'off', 'frozen', 'on'] as const) {
    text = markCache(text, id, mode)!;
    expect(modeOf(text, id)).toBe(mode);
    for (const other of others) expect(modeOf(text, other)).toBe(modeOf(block, other));
  }
  const rest = (all: string) => all.replaceAll(/cache: \w+( # sempre)?/g, '').replaceAll(/[\s,]+/g, ' ');
  expect(rest(text)).toBe(rest(block).replaceAll('# sempre', ''));
});

test('a mark goes below the name of its step, as deep as that', () => {
  expect(markCache(block, 'a', 'frozen')).toContain(
    "  - id: a # o primeiro\n    cache: frozen\n    run: a.ts\n    outputs: ['x.json'] # aspas ficam",
  );
  expect(markCache(block, 'c', 'frozen')).toContain('  - { id: c, run: c.ts, cache: frozen }');
});

test('there is no mark for a step that is not there', () => {
  expect(markCache(block, 'z', 'frozen')).toBeNull();
});
