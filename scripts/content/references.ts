// references: each says author, year and title, in the one form that texts use: `- Huyen, C. (2022). *Designing Machine Learning Systems*. O’Reilly.`
import { lineAt } from './markdown.ts';
import { inLanguage, languages, type Module } from './modules.ts';
import type { Problem } from './problem.ts';

const FORM = /^- \p{Lu}[^()]+(?: \((?:eds?|org)\.\))? \(((?:19|20)\d\d)(?:–(?:19|20)\d\d)?\)\. \*\p{L}[^*]{3,}\*[.,?!]?(?: |$)/u;

export function references({ folder, study }: Module): Problem[] {
  const listed = languages.map((language) => of(study[language] ?? ''));
  const found = languages.flatMap((language, index) => {
    const file = `${folder}/${inLanguage('estudo.md', language)}`;
    const wrong = listed[index]!.filter(({ text }) => !FORM.test(text));
    const few = listed[index]!.length < 5 ? [{ file, line: 1, message: `${listed[index]!.length} references; a study text has 5` }] : [];
    return [...few, ...wrong.map(({ line, text }) => ({ file, line, message: `not “- Author (year). *Title*.”: ${text}` }))];
  });
  const [pt, en] = listed.map((list) => list.map(({ text }) => `${FORM.exec(text)?.[1]} ${/\*(.+?)\*/.exec(text)?.[1]}`).join('\n'));
  if (pt !== en) found.push({ file: `${folder}/estudo.en.md`, line: 1, message: 'not the same references as in Portuguese' });
  return found;
}

function of(text: string): { line: number; text: string }[] {
  const start = /^## [^\n]*\{#referencias\}\s*$/m.exec(text)?.index ?? text.length;
  return [...text.slice(start).matchAll(/^- .+$/gm)].map((found) => ({ line: lineAt(text, start + found.index), text: found[0] }));
}
