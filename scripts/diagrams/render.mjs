// npm run diagrams [-- NN] [-- --check [--all]]: draws architectures/*/diagramas/*.puml into diagramas/svg/<id>.<pt|en>.<light|dark>.svg.
// Only what is stale is drawn. With --check nothing is written: every picture must carry the digests of its source, its renderer and its
// drawing, and nothing in it may overlap. A fifth of them, another each day, is drawn again and compared byte by byte; with --all every one.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { openEngine } from './engine.mjs';
import { layoutProblems } from './layout.ts';
import { freshDrawing, listOrphans, listPictures, withStamp } from './pictures.mjs';

const args = process.argv.slice(2);
const check = args.includes('--check');
const pictures = listPictures(args.find((arg) => !arg.startsWith('-')));
const say = (line) => process.stderr.write(`${line}\n`);
const problems = [];

const DAY_MS = 86_400_000;
const todays = (_, index) => index % 5 === Math.floor(Date.now() / DAY_MS) % 5;
const toCompare = args.includes('--all') ? pictures : pictures.filter(todays);
const wanted = check ? toCompare : pictures.filter((picture) => freshDrawing(picture) === null);
const overlaps = (picture, svg) => layoutProblems(svg).map((problem) => `${picture.label}: ${problem}`);

function keep(picture, svg) {
  mkdirSync(picture.folder, { recursive: true });
  writeFileSync(picture.svgFile, withStamp(picture, svg));
  say(`drawn    ${picture.label}`);
}

function compare(picture, svg) {
  const drawn = freshDrawing(picture);
  if (drawn !== null && drawn !== `${svg}\n`) problems.push(`${picture.label}: the drawing differs from the file`);
}

if (wanted.length > 0) {
  const render = await openEngine();
  for (const picture of wanted) {
    const { svg, error } = await render(picture.source, picture);
    if (error) problems.push(`${picture.label}: line ${error.line ?? '?'}: ${error.message}`);
    else if (check) compare(picture, svg);
    else {
      problems.push(...overlaps(picture, svg));
      keep(picture, svg);
    }
  }
}
if (check) {
  for (const picture of pictures) {
    const drawn = freshDrawing(picture);
    problems.push(...(drawn === null ? [`${picture.label}: not what was drawn from its source; run npm run diagrams`] : overlaps(picture, drawn)));
  }
}

for (const path of listOrphans(pictures)) {
  if (check) problems.push(`${path}: has no source any more`);
  else rmSync(path);
}
for (const problem of problems) say(`problem  ${problem}`);
say(`${pictures.length} pictures, ${wanted.length} ${check ? 'compared' : 'drawn'}, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
