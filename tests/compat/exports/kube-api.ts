/** `kubeApi`: an API server of Kubernetes with a store of its own and no nodes: what it accepts is whole and admitted; nothing runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimPort } from '../../../src-main/engines/ports.ts';

export interface KubeApi {
  kubeconfig: string;
  stop(): Promise<void>;
}

const token = 'bancada';

export async function kubeApi(programs: string, folder: string): Promise<KubeApi> {
  mkdirSync(folder, { recursive: true });
  const [store, peers, port] = [await claimPort(0), await claimPort(0), await claimPort(0)];
  const place = (name: string) => join(folder, name);
  writeFileSync(place('key.pem'), generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(place('tokens.csv'), `${token},admin,admin,system:masters\n`);
  const [client, peer] = [`http://127.0.0.1:${store}`, `http://127.0.0.1:${peers}`];
  const log = openSync(place('log'), 'a');
  const started: ChildProcess[] = [];
  const start = (name: string, args: string[]) => started.push(spawn(join(programs, name), args, { stdio: ['ignore', log, log] }));
  const listens = [`--listen-client-urls=${client}`, `--advertise-client-urls=${client}`, `--listen-peer-urls=${peer}`];
  start('etcd', [...listens, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=default=${peer}`, `--data-dir=${place('data')}`]);
  const accounts = [`--service-account-key-file=${place('key.pem')}`, `--service-account-signing-key-file=${place('key.pem')}`];
  start('kube-apiserver', [
    ...[`--etcd-servers=${client}`, `--cert-dir=${place('certs')}`, '--bind-address=127.0.0.1', `--secure-port=${port}`, ...accounts],
    ...['--service-account-issuer=https://bancada', `--token-auth-file=${place('tokens.csv')}`, '--authorization-mode=AlwaysAllow'],
    ...['--service-cluster-ip-range=10.99.0.0/24', '--disable-admission-plugins=ServiceAccount'],
  ]);
  closeSync(log);
  writeFileSync(
    place('kubeconfig'),
    JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'teste' },
      clusters: [{ name: 'c', cluster: { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
      users: [{ name: 'u', user: { token } }],
      contexts: [{ name: 'teste', context: { cluster: 'c', user: 'u' } }],
    }),
  );
  const { kubectl } = await import('../../../src-main/exports/deploy/kubectl.ts');
  process.env.KUBECONFIG = place('kubeconfig');
  for (let i = 0; i < 200; i++) {
    const ready = await kubectl({ context: 'teste', namespace: null }, ['get', 'namespace', 'default']).catch(() => null);
    if (ready !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    kubeconfig: place('kubeconfig'),
    async stop() {
      for (const child of started.reverse()) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
    },
  };
}
