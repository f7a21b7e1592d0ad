// Writes the advance widths of Inter as a table (src-renderer/features/diagrams/engine/inter-widths.json).
// The diagram engine lays text out by this table instead of asking a browser, so the same source gives
// the same bytes on every machine. Run it again only when the font package changes; it needs Chromium.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = `${root}src-renderer/features/diagrams/engine/inter-widths.json`;
const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
if (!executablePath) throw new Error('Chromium not found; set CHROMIUM_PATH');

const ranges = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
];
const extra = '–—‘’“”„†‡•…‰‹›€™←↑→↓−≈≠≤≥';
const chars = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))).join('') + extra;

const face = (subset) => {
  const bytes = readFileSync(`${root}node_modules/@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`);
  return `@font-face{font-family:${subset};font-weight:100 900;src:url(data:font/woff2;base64,${bytes.toString('base64')})}`;
};
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none', '--disable-gpu'] });
const page = await browser.newPage();
await page.setContent(`<style>${face('latin')}${face('latin-ext')}</style>`);
const weights = await page.evaluate(async (text) => {
  const context = document.createElement('canvas').getContext('2d');
  const table = {};
  for (const weight of ['400', '700']) {
    await Promise.all(['latin', 'latin-ext'].map((family) => document.fonts.load(`${weight} 100px ${family}`, text)));
    context.font = `${weight} 1000px latin, latin-ext, monospace`;
    table[weight] = Array.from(text, (char) => Math.round(context.measureText(char).width));
  }
  return table;
}, chars);
await browser.close();
writeFileSync(target, `${JSON.stringify({ family: 'Inter', unitsPerEm: 1000, chars, weights })}\n`);
console.log(`${chars.length} characters measured`);
