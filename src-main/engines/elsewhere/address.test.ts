import { expect, it } from 'vitest';
import { parseTarget } from './address.ts';

it.each([
  ['docker', {}, { kind: 'docker', engine: null }],
  ['docker', { DOCKER_HOST: 'unix:///run/x.sock' }, { kind: 'docker', engine: { socketPath: '/run/x.sock' } }],
  ['docker://unix:///run/y.sock', { DOCKER_HOST: 'tcp://z' }, { kind: 'docker', engine: { socketPath: '/run/y.sock' } }],
  ['swarm://tcp://10.0.0.7:2377', {}, { kind: 'swarm', engine: { protocol: 'http', host: '10.0.0.7', port: 2377 } }],
  ['docker://tcp://casa', { DOCKER_TLS_VERIFY: '1' }, { kind: 'docker', engine: { protocol: 'https', host: 'casa', port: 2376 } }],
  ['docker://ssh://ana@casa:2222', {}, { kind: 'docker', engine: { protocol: 'ssh', host: 'casa', port: 2222, username: 'ana' } }],
  ['docker://casa', { USER: 'rui' }, { kind: 'docker', engine: { protocol: 'ssh', host: 'casa', port: 22, username: 'rui' } }],
  ['kubernetes', {}, { kind: 'kubernetes', context: null, namespace: null }],
  ['kubernetes://minikube/aulas', {}, { kind: 'kubernetes', context: 'minikube', namespace: 'aulas' }],
])('%s with %o', (target, env, place) => {
  expect(parseTarget(target, env)).toEqual(place);
});

it.each(['', 'nomad', 'docker://ftp://x', 'docker://a b', 'docker:/x'])('refuses %j', (target) => {
  expect(() => parseTarget(target, {})).toThrow(expect.objectContaining({ code: 'DEPLOY_TARGET_INVALID' }));
});
