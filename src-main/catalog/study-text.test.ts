import { expect, it } from 'vitest';
import { parseStudyText } from './study-text.ts';

it('cuts a text at its headings with ids and keeps headings inside code as code', () => {
  const text = ['# Título', '', 'intro', '## Um {#um}', 'a', '```md', '## Não {#nao}', '```', '## Dois {#dois}', 'b'].join('\n');
  const parsed = parseStudyText('01-x', text);
  expect(parsed.title).toBe('Título');
  expect(parsed.sections.map(({ id, title }) => [id, title])).toEqual([
    ['um', 'Um'],
    ['dois', 'Dois'],
  ]);
  expect(parsed.sections[0]?.markdown).toContain('## Não {#nao}');
});
