import { expect, it } from 'vitest';
import { commandOf, firstDraft, targetOf, wishOf } from './draft.ts';

it('asks for the engine that is found here when no address is given', () => {
  expect(targetOf(firstDraft)).toBe('docker');
  expect(targetOf({ ...firstDraft, kind: 'kubernetes', address: ' minikube/ml ' })).toBe('kubernetes://minikube/ml');
});

it('wishes only what the platform has', () => {
  expect(wishOf('casas', { ...firstDraft, kind: 'swarm', replicas: 3 })).toEqual({
    endpoint: 'casas',
    target: 'swarm',
    wait: true,
    port: 8080,
    replicas: 3,
  });
  expect(wishOf('casas', { ...firstDraft, kind: 'kubernetes', registry: 'ghcr.io/eu' })).toEqual({
    ...{ endpoint: 'casas', target: 'kubernetes', wait: true, registry: 'ghcr.io/eu' },
  });
});

it('wishes nothing that the core would refuse', () => {
  expect(wishOf('casas', { ...firstDraft, registry: 'GHCR.io/Eu' })).toBeNull();
  expect(wishOf('casas', { ...firstDraft, bind: '300.1.1.1' })).toBeNull();
});

it('says the command that does the same', () => {
  const wish = wishOf('casas', { ...firstDraft, address: 'ssh://eu@servidor', port: 9000, wait: false })!;
  expect(commandOf(wish)).toBe('bancada deploy casas --target docker://ssh://eu@servidor --port 9000 --no-wait --yes');
});
