import { expect, it } from 'vitest';
import type { OwnCard } from '../../../contract/index.ts';
import { shownOwn } from '../own.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { markdownToHtml } from './markdown-to-html.ts';
import { planImport } from './plan-import.ts';
import { readAnkiText } from './read-text.ts';
import { writeAnkiText } from './write-text.ts';

const card = (id: string, front: string, back: string, tags: string[] = []): OwnCard => ({ id, front, back, tags, changedAt: 0, dueAt: null });
const code = 'O que está errado?\n\n```ts\nconst a = b < c && "d";\n\treturn `x`;\n```\n\nPense em `a & b`.';
const cards = [
  card('a', 'O que é **drift**?', 'Mudança na *distribuição*.\nDuas linhas.', ['conceito', 'é::com-acento']),
  card('b"\t#', code, '- um\n- dois\n- <três>'),
  card('c', '# não é comentário', '1. um\n2. dois'),
];

it('reads back from its own file what it wrote, without changing a card', () => {
  const read = readAnkiText(writeAnkiText(cards.map(shownOwn)));
  expect(read.notes.map(({ guid }) => guid)).toEqual(['a', 'b"\t#', 'c']);
  expect(planImport(read, cards).told).toEqual({ added: 0, changed: 0, same: 3, ofLab: 0, refused: [] });
});

it('gives cards to an empty home that are written to the same file again', () => {
  const text = writeAnkiText(cards.slice(0, 2).map(shownOwn));
  const { rows, told } = planImport(readAnkiText(text), []);
  expect(told.added).toBe(2);
  expect(rows[0]).toEqual({ id: 'a', front: cards[0]!.front, back: cards[0]!.back, tags: cards[0]!.tags });
  expect(writeAnkiText(rows.map((row) => shownOwn({ ...row, changedAt: 0, dueAt: null })))).toBe(text);
});

it('reads what Anki itself writes: notetype and deck columns, quotes, line ends inside, tags of the whole file', () => {
  const file = [
    '#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n#tags:novo',
    'kGz{S#9~5\tBasic\tML\t"um ""dois""<br>três"\t<div>a&nbsp;<b>b</b></div><div>c</div>\tx y',
    'z\tBasic\tML\t"linha\numa"\tverso\t',
  ].join('\n');
  const { rows } = planImport(readAnkiText(file), []);
  expect(rows).toEqual([
    { id: 'kGz{S#9~5', front: 'um "dois"\ntrês', back: 'a **b**\nc', tags: ['novo', 'x', 'y'] },
    { id: 'z', front: 'linha uma', back: 'verso', tags: ['novo'] },
  ]);
});

it.each([
  ['a;b\nc;d', ';'],
  ['a,b\nc,d', ','],
  ['#separator:Pipe\na|b\nc|d', 'Pipe'],
])('finds the separator of %j', (file) => {
  expect(readAnkiText(file).notes.map(({ front, back }) => [front, back])).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

it('makes no doubles of notes without identity, and changes the card of a known one', () => {
  const first = planImport(readAnkiText('a\tb\na\tb'), []);
  expect([first.told.added, first.told.same]).toEqual([1, 1]);
  const again = planImport(readAnkiText('#guid column:1\nx\ta\tc'), [card('x', 'a', 'b')]);
  expect([again.told.changed, again.rows[0]?.back]).toEqual([1, 'c']);
});

it('says which line it does not take, and leaves the cards of the lab alone', () => {
  const { told, rows } = planImport(
    readAnkiText(`#guid column:1\nq\tsó frente\nr\ta\t \nbancada:01-monolitica/d\ta\tb\ns\t${'x'.repeat(20_001)}\tb`),
    [],
  );
  expect(rows).toEqual([]);
  expect(told.refused).toEqual([
    { line: 2, why: 'columns' },
    { line: 3, why: 'empty' },
    { line: 5, why: 'long' },
  ]);
  expect(told.ofLab).toBe(1);
});

it('takes no script, style or attribute over from HTML', () => {
  expect(
    htmlToMarkdown('<style>p{}</style><img src=x onerror="alert(1)">a<script>alert(1)</script><a href="javascript:x">b</a> &lt;i&gt; &#x110000;'),
  ).toBe('ab <i> &#x110000;');
});

it('keeps signs of HTML as text', () => {
  expect(markdownToHtml('a < b & "c" `x<y>` [lá](https://a.b/c) [aqui](arquitetura:01)')).toBe(
    '<p>a &lt; b &amp; &quot;c&quot; <code>x&lt;y&gt;</code> <a href="https://a.b/c">lá</a> aqui</p>',
  );
});
