/** What installers are made of (electron-builder.yml, scripts/package): no way to turn the program into something else, and everything that it needs inside. */
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
  expect(existsSync(join(root, config.icon))).toBe(true);
});

it('takes what scripts/package/stage.mjs puts together: the archive, and the lab beside it with its packages', () => {
  expect(config).toMatchObject({
    directories: { app: 'dist/package/app' },
    files: ['package.json', 'integrity.json', 'dist/electron/**', '!**/node_modules/**'],
  });
  expect(config.extraResources).toEqual([
    { from: 'dist/package/lab', to: 'lab' },
    { from: 'dist/package/lab/node_modules', to: 'lab/node_modules' },
  ]);
});
