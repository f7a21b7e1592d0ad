/** What installers are made of (electron-builder.yml): no way to turn the program into something else, and everything that it needs inside. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

it('switches every fuse to the safe side, and checks the archive that it loads', () => {
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(config).toMatchObject({ asar: true, disableAsarIntegrity: false });
});

it('makes the four installers of the Electron that is tested, and publishes none', () => {
  expect([...config.linux.target, ...config.mac.target, ...config.win.target]).toEqual(['AppImage', 'deb', 'dmg', 'nsis']);
  expect(config.electronVersion).toBe(packageJson.devDependencies.electron);
  expect(config.publish).toBeNull();
});

it('takes along folders and icons that are there, and the entry point', () => {
  const folders = config.files.filter((pattern: string) => !/^(dist|!)/.test(pattern)).map((pattern: string) => pattern.replace('/**', ''));
  expect(folders.filter((folder: string) => !existsSync(join(root, folder)))).toEqual([]);
  expect(existsSync(join(root, config.icon))).toBe(true);
  expect(config.files).toContain(`${packageJson.main.split('/').slice(0, 2).join('/')}/**`);
});

it('keeps what other programs read out of the archive', () => {
  for (const folder of ['challenges/**', 'dist/runtime/**', 'dist/electron/main/**']) expect(config.asarUnpack).toContain(folder);
});
