/** `Draft`, `wishOf`, `commandOf`: what the form says, as the wish that the core takes and as the command that does the same. */
import type { DeployKind, DeployWishInput } from '#contract';

export interface Draft {
  kind: DeployKind;
  /** Of the engine; of Kubernetes `context/namespace`. Empty: the one that is found here. */
  address: string;
  registry: string;
  port: number;
  bind: string;
  replicas: number;
  wait: boolean;
}

export const firstDraft: Draft = { kind: 'docker', address: '', registry: '', port: 8080, bind: '127.0.0.1', replicas: 2, wait: true };

export const kinds = ['docker', 'swarm', 'kubernetes'] as const satisfies readonly DeployKind[];

const registryForm = /^[a-z0-9]+(?:[._:/-][a-z0-9]+)*$/;
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/;

export const isRegistry = (text: string) => text === '' || registryForm.test(text);
export const isAddress = (text: string) => ipv4.test(text);

export function targetOf({ kind, address }: Draft): string {
  return address.trim() === '' ? kind : `${kind}://${address.trim()}`;
}

/** Null while something in it cannot be. */
export function wishOf(endpoint: string, draft: Draft): DeployWishInput | null {
  const { registry, port, bind, replicas, wait, kind } = draft;
  if (!isRegistry(registry) || !isAddress(bind) || port < 1) return null;
  return {
    ...{ endpoint, target: targetOf(draft), wait },
    ...(registry !== '' && { registry }),
    ...(kind !== 'kubernetes' && { port }),
    ...(kind === 'docker' && { bind }),
    ...(kind === 'swarm' && { replicas }),
  };
}

export function commandOf({ endpoint, target, registry, port, bind, replicas, wait }: DeployWishInput): string {
  const words = [
    `bancada deploy ${endpoint} --target ${target}`,
    ...(registry ? [`--registry ${registry}`] : []),
    ...(port !== undefined && port !== firstDraft.port ? [`--port ${port}`] : []),
    ...(bind !== undefined && bind !== firstDraft.bind ? [`--bind ${bind}`] : []),
    ...(replicas !== undefined && replicas !== firstDraft.replicas ? [`--replicas ${replicas}`] : []),
    ...(wait === false ? ['--no-wait'] : []),
    '--yes',
  ];
  return words.join(' ');
}
