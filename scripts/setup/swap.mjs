/** Builds are made beside the last one and put in its place when they are whole. */
import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const dayMs = 24 * 3600 * 1000;

/**
 * Puts the folder `built` in the place of `target`, so that nobody ever meets half a build. Who works from the old one goes on:
 * its files whose names carry a hash stay in the new one for a day.
 * @param {string} built
 * @param {string} target
 * @param {(path: string) => boolean} isHashed
 */
export function swapIn(built, target, isHashed = () => false) {
  statSync(built);
  const old = `${target}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(target)) {
    for (const path of filesOf(target)) if (isHashed(path)) carry(join(target, path), join(built, path));
    renameSync(target, old);
  }
  renameSync(built, target);
  rmSync(old, { recursive: true, force: true });
}

/** Its time goes with it: a day after it was built it is carried no more. */
function carry(from, to) {
  if (existsSync(to) || Date.now() - statSync(from).mtimeMs > dayMs) return;
  mkdirSync(dirname(to), { recursive: true });
  linkSync(from, to);
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/**
 * A Vite plugin: `outDir` ends in `.new`, and takes the place of the folder without it when everything is written.
 * @param {(path: string) => boolean} [isHashed]
 * @returns {import('vite').Plugin}
 */
export function swapWhenWritten(isHashed) {
  let built = '';
  return {
    name: 'swap-when-written',
    configResolved(config) {
      built = resolve(config.root, config.build.outDir);
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        // Built elsewhere on purpose, it stays there.
        if (built.endsWith('.new')) swapIn(built, built.slice(0, -'.new'.length), isHashed);
      },
    },
  };
}

/**
 * Chunks are named `name-hash.js`; the programs themselves have plain names.
 * @param {string} path
 */
export const isChunk = (path) => /-[\w-]{8}\.js$/.test(path);
