// quiz: each module asks eight to ten questions of all four kinds, the same in both languages, each with a section to read again; and neither the place
// nor the length of an option gives the right one away.
import { SECTIONS } from './completeness.ts';
import { inLanguage, type Language, languages, type Module } from './modules.ts';
import type { Problem } from './problem.ts';

type Questions = NonNullable<Module['quiz']['pt']>;

const KINDS = ['scenario', 'code', 'diagram', 'contrast'] as const;
const FENCES = { code: /^```(?!mermaid)\w+$/m, diagram: /^```mermaid$/m };

export function quiz(module: Module): Problem[] {
  const { folder, card, quiz: of } = module;
  const file = (language: Language) => `${folder}/${inLanguage('quiz.yaml', language)}`;
  if (of.pt === null || of.en === null) return [];
  const problems: Problem[] = [];
  const shape = (questions: Questions) =>
    JSON.stringify(questions.map(({ id, kind, read, options }) => [id, kind, read, options.map(({ right }) => right)]));
  if (shape(of.pt) !== shape(of.en))
    problems.push({ file: file('en'), line: 1, message: 'not the same questions, sections and right options as in Portuguese' });
  if (card.questions !== of.pt.length)
    problems.push({ file: `${folder}/module.yaml`, line: 1, message: `questions: ${card.questions}, and the quiz has ${of.pt.length}` });
  for (const language of languages) problems.push(...inOne(of[language]!).map((message) => ({ file: file(language), line: 1, message })));
  return problems;
}

function inOne(questions: Questions): string[] {
  const found: string[] = [];
  if (questions.length < 8 || questions.length > 10) found.push(`${questions.length} questions; a quiz has 8 to 10`);
  if (new Set(questions.map(({ id }) => id)).size < questions.length) found.push('an id is there twice');
  for (const kind of KINDS) if (!questions.some((each) => each.kind === kind)) found.push(`no question of kind ${kind}`);
  for (const { id, kind, question, options, read } of questions) {
    if (!(SECTIONS as readonly string[]).includes(read)) found.push(`${id} is about a section ${read}, which no text has`);
    if ((kind === 'code' || kind === 'diagram') && !FENCES[kind].test(question)) found.push(`${id} has no ${kind} to read`);
    if (new Set(options.map(({ text }) => text)).size < options.length) found.push(`${id} has an option twice`);
  }
  const right = questions.map(({ options }) => options.findIndex((option) => option.right));
  for (const place of [0, 1, 2, 3]) tooOften(`the right option is number ${place + 1}`, right.filter((each) => each === place).length);
  tooOften('the right option is the longest', questions.filter((each) => isExtreme(each, (length, other) => length > other)).length);
  tooOften('the right option is the shortest', questions.filter((each) => isExtreme(each, (length, other) => length < other)).length);
  return found;

  function tooOften(what: string, times: number): void {
    if (2 * times > questions.length) found.push(`${what} in ${times} of ${questions.length}`);
  }
}

function isExtreme({ options }: Questions[number], beats: (length: number, other: number) => boolean): boolean {
  const length = options.find(({ right }) => right)!.text.length;
  return options.every((option) => option.right || beats(length, option.text.length));
}
