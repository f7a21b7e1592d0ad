// npm run diagrams [-- NN] [-- --check [--all]]: draws architectures/*/diagramas/*.puml into diagramas/svg/<id>.<pt|en>.<light|dark>.svg.
// Only what is stale is drawn. With --check nothing is written: every picture must carry the digest of its source, and is drawn again and
// compared byte by byte; without --all once per language (themes differ in colours only).
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { openEngine } from './engine.mjs';
import { layoutProblems } from './layout.ts';
import { isFresh, listOrphans, listPictures, withStamp } from './pictures.mjs';

const args = process.argv.slice(2);
const check = args.includes('--check');
const pictures = listPictures(args.find((arg) => !arg.startsWith('-')));
const say = (line) => process.stderr.write(`${line}\n`);
const problems = [];

const onePerLanguage = ({ language, theme }) => (language === 'pt') === (theme === 'light');
const toCompare = args.includes('--all') ? pictures : pictures.filter(onePerLanguage);
const wanted = check ? toCompare : pictures.filter((picture) => !isFresh(picture));

function keep(picture, svg) {
  mkdirSync(picture.folder, { recursive: true });
  writeFileSync(picture.svgFile, withStamp(picture, svg));
  say(`drawn    ${picture.label}`);
}

function compare(picture, svg) {
  const same = existsSync(picture.svgFile) && readFileSync(picture.svgFile, 'utf8') === withStamp(picture, svg);
  if (!same && isFresh(picture)) problems.push(`${picture.label}: the drawing differs from the file`);
}

if (wanted.length > 0) {
  const render = await openEngine();
  for (const picture of wanted) {
    const { svg, error } = await render(picture.source, picture);
    if (error) problems.push(`${picture.label}: line ${error.line ?? '?'}: ${error.message}`);
    else {
      problems.push(...layoutProblems(svg).map((problem) => `${picture.label}: ${problem}`));
      (check ? compare : keep)(picture, svg);
    }
  }
}
if (check) for (const picture of pictures) if (!isFresh(picture)) problems.push(`${picture.label}: older than its source; run npm run diagrams`);

for (const path of listOrphans(pictures)) {
  if (check) problems.push(`${path}: has no source any more`);
  else rmSync(path);
}
for (const problem of problems) say(`problem  ${problem}`);
say(`${pictures.length} pictures, ${wanted.length} ${check ? 'compared' : 'drawn'}, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
