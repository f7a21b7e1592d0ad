// npm run diagrams [-- NN] [-- --check]: draws architectures/*/diagramas/*.puml into diagramas/svg/<id>.<pt|en>.<light|dark>.svg.
// Only what is stale is drawn. With --check everything is drawn again and compared with what is committed; nothing is written.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { openEngine } from './engine.mjs';
import { isFresh, listOrphans, listPictures, withStamp } from './pictures.mjs';

const args = process.argv.slice(2);
const check = args.includes('--check');
const pictures = listPictures(args.find((arg) => !arg.startsWith('-')));
const say = (line) => process.stderr.write(`${line}\n`);

const wanted = check ? pictures : pictures.filter((picture) => !isFresh(picture));
const problems = [];

if (wanted.length > 0) {
  const render = await openEngine();
  for (const picture of wanted) {
    const { svg, error } = await render(picture.source, picture);
    if (error) problems.push(`${picture.label}: line ${error.line ?? '?'}: ${error.message}`);
    else if (!check) {
      mkdirSync(picture.folder, { recursive: true });
      writeFileSync(picture.svgFile, withStamp(picture, svg));
      say(`drawn    ${picture.label}`);
    } else if (!existsSync(picture.svgFile)) problems.push(`${picture.label}: not drawn yet`);
    else if (readFileSync(picture.svgFile, 'utf8') !== withStamp(picture, svg)) problems.push(`${picture.label}: differs from its source`);
  }
}

for (const path of listOrphans(pictures)) {
  if (check) problems.push(`${path}: has no source any more`);
  else rmSync(path);
}
for (const problem of problems) say(`problem  ${problem}`);
say(`${pictures.length} pictures, ${check ? 'compared' : `${wanted.length} drawn`}, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
