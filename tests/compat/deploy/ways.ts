/**
 * Ways to an engine that listens on a socket of this computer: TLS with certificates of both sides, SSH by a real sshd, and a registry beside it. The two programs
 * come from `BANCADA_DEPLOY_TOOLS`, a folder with `sshd` and `docker-registry`: no registry of packages here has them.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { dirname, join } from 'node:path';
import { createServer } from 'node:tls';
import { claimPort } from '../../../src-main/engines/ports.ts';

interface Way {
  /** What follows `docker://`. */
  address: string;
  env: Record<string, string>;
  close(): Promise<void>;
}

function openssl(folder: string, ...args: string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
}

/** In front of the engine's socket; who shows no certificate of the same authority is sent away. */
export async function overTls(socket: string, folder: string): Promise<Way> {
  mkdirSync(folder, { recursive: true });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(folder, 'req', '-x509', ...key, '-keyout', 'ca-key.pem', '-out', 'ca.pem', '-subj', '/CN=ca', '-days', '2');
  for (const [name, uses] of Object.entries({ server: 'serverAuth', client: 'clientAuth' })) {
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=IP:127.0.0.1\nextendedKeyUsage=${uses}\n`);
    openssl(folder, 'req', ...key, '-keyout', `${name}-key.pem`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`];
    openssl(folder, 'x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`);
  }
  const read = (name: string) => readFileSync(join(folder, name));
  const certificates = join(folder, 'client');
  mkdirSync(certificates);
  for (const [from, to] of [
    ['ca.pem', 'ca.pem'],
    ['client.pem', 'cert.pem'],
    ['client-key.pem', 'key.pem'],
  ] as const)
    writeFileSync(join(certificates, to), read(from));
  const server = createServer({ ca: read('ca.pem'), cert: read('server.pem'), key: read('server-key.pem'), requestCert: true }, (asked) => {
    const engine = connect(socket);
    asked.pipe(engine).pipe(asked);
    asked.on('error', () => engine.destroy());
    engine.on('error', () => asked.destroy());
  });
  server.on('tlsClientError', () => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    address: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    env: { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates },
    close: async () => void server.close(),
  };
}

/** Logged in by a key without a password; Docker's client on the other side finds the engine by its environment. */
export async function overSsh(socket: string, folder: string, tools: string): Promise<Way> {
  const [keys, programs] = [join(folder, 'keys'), join(folder, 'bin')];
  for (const each of [keys, programs]) mkdirSync(each, { recursive: true, mode: 0o700 });
  mkdirSync('/run/sshd', { recursive: true });
  for (const name of ['host', 'id_ed25519']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(keys, name)]);
  const port = await claimPort(0);
  const lines = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${join(keys, 'host')}`, `AuthorizedKeysFile ${join(keys, 'id_ed25519.pub')}`],
    ...[
      'StrictModes no',
      'PasswordAuthentication no',
      'PermitRootLogin yes',
      `SetEnv DOCKER_HOST=unix://${socket}`,
      `PidFile ${join(folder, 'pid')}`,
    ],
  ];
  writeFileSync(join(folder, 'config'), `${lines.join('\n')}\n`);
  const child = spawn(join(tools, 'sshd'), ['-D', '-e', '-f', join(folder, 'config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (text.includes('Server listening')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`sshd ended with ${code}: ${text}`)));
  });
  // A person's ~/.ssh, as it would be.
  const known = readFileSync(join(keys, 'host.pub'), 'utf8');
  writeFileSync(join(keys, 'known_hosts'), `[127.0.0.1]:${port} ${known}`);
  writeFileSync(
    join(keys, 'config'),
    `IdentityFile ${join(keys, 'id_ed25519')}\nIdentitiesOnly yes\nUserKnownHostsFile ${join(keys, 'known_hosts')}\n`,
  );
  const [ssh] = execFileSync('which', ['ssh'], { encoding: 'utf8' }).split('\n');
  writeFileSync(join(programs, 'ssh'), `#!/bin/sh\nexec ${ssh} -F ${join(keys, 'config')} "$@"\n`, { mode: 0o755 });
  return {
    address: `ssh://root@127.0.0.1:${port}`,
    env: { PATH: `${programs}:${process.env.PATH}` },
    async close() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** In the network of the engine with this socket, whose loopback is its own. */
export async function registryBeside(
  socket: string,
  folder: string,
  tools: string,
): Promise<{ address: string; images(): string; close(): Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  const address = '127.0.0.1:5123';
  const config = ['version: 0.1', 'storage:', `  filesystem: { rootdirectory: ${join(folder, 'data')} }`, 'http:', `  addr: ${address}`];
  writeFileSync(join(folder, 'registry.yml'), `${config.join('\n')}\n`);
  const inside = ['-t', readFileSync(join(dirname(socket), 'pid'), 'utf8').trim(), '-n'];
  const child = spawn('nsenter', [...inside, join(tools, 'docker-registry'), 'serve', join(folder, 'registry.yml')], { stdio: 'ignore' });
  const ask = (path: string) =>
    execFileSync('nsenter', [...inside, process.execPath, '-e', `fetch('http://${address}${path}').then((a) => a.text()).then(console.log)`], {
      encoding: 'utf8',
    });
  return {
    address,
    images: () => ask('/v2/_catalog'),
    async close() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
