/**
 * Adds to package-lock.json the optional binaries of other platforms that the registry of the machine that wrote it did not have:
 * without them `npm ci` calls the lock out of step, there and everywhere. Run it after `npm install`; a test says when it is needed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));

/** Names of optional packages that a lock mentions and does not hold. */
export function missingOptionals(lock) {
  const missing = new Map();
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!lock.packages[`${place}/node_modules/${name}`] && !lock.packages[`node_modules/${name}`])
        missing.set(name, { version, dev: entry.dev === true });
    }
  }
  return missing;
}

export function completed(lock) {
  const packages = { ...lock.packages };
  for (const [name, { version, dev }] of missingOptionals(lock)) {
    packages[`node_modules/${name}`] = { version: version.replace(/^[\^~]/, ''), ...(dev && { dev: true }), optional: true, ...platformOf(name) };
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...lock, packages: sorted };
}

/** `@swc/core-linux-x64-musl` → where it may be installed, as npm's own entries say it. */
function platformOf(name) {
  const os = /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)/.exec(name)?.[1];
  const cpu = /(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64)/.exec(name.replace(/^@[^/]+\//, ''))?.[1];
  const libc = os === 'linux' ? (/musl/.test(name) ? 'musl' : /gnu/.test(name) ? 'glibc' : undefined) : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const count = missingOptionals(lock).size;
  writeFileSync(path, `${JSON.stringify(completed(lock), null, 2)}\n`);
  process.stdout.write(`${count} added\n`);
}
