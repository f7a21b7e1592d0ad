/** What `bancada deploy` says, in both languages. */
import type { DeployPlan, DeployStatus, DeployStep, Locale } from '../../contract/index.ts';

const pt = {
  deploy: 'mostra o que mudaria e, com --yes, põe um endpoint no Docker, no Swarm ou no Kubernetes que você escolher',
  target: 'docker, docker://ssh://eu@host, docker://tcp://host:2376, swarm, swarm://…, kubernetes ou kubernetes://contexto/namespace',
  registry: 'para onde a imagem é enviada (docker push), como ghcr.io/eu; sem isso ela fica no motor em que foi construída',
  port: 'porta do destino',
  bind: 'endereço em que o Docker abre a porta; 0.0.0.0 abre para a rede inteira',
  replicas: 'quantas réplicas (Swarm)',
  noWait: 'não espera que a nova versão responda, nem volta atrás sozinho',
  yes: 'aplica o plano',
  status: 'mostra o que está no ar no destino',
  undo: 'volta ao que estava no destino antes do último deploy (Swarm e Kubernetes)',
  remove: 'retira do destino',
  one: 'escolha só um entre --yes, --status, --undo e --remove.',
  verbs: {
    ...{ build: 'construir', push: 'enviar', create: 'criar', replace: 'substituir', keep: 'manter', remove: 'retirar' },
    ...{ try: 'testar', wait: 'esperar ficar pronto', undo: 'desfazer' },
  } satisfies Record<DeployStep['do'], string>,
  plan: 'Plano',
  again: 'Nada foi alterado. Repita com --yes para aplicar.',
  nothing: 'Já está assim: não há nada a mudar.',
  done: 'Pronto.',
  absent: 'Não há nada deste endpoint no destino.',
  ready: (ready: number, wanted: number) => `${ready} de ${wanted} prontas`,
  before: (image: string) => `antes: ${image} (--undo volta a ela)`,
};

const en: typeof pt = {
  deploy: 'shows what would change and, with --yes, puts an endpoint on the Docker, Swarm or Kubernetes of your choice',
  target: 'docker, docker://ssh://me@host, docker://tcp://host:2376, swarm, swarm://…, kubernetes or kubernetes://context/namespace',
  registry: 'where the image is pushed to (docker push), like ghcr.io/me; without it, it stays on the engine that built it',
  port: 'port of the target',
  bind: 'address on which Docker opens the port; 0.0.0.0 opens it to the whole network',
  replicas: 'how many replicas (Swarm)',
  noWait: 'does not wait for the new version to answer, nor goes back by itself',
  yes: 'applies the plan',
  status: 'shows what is up at the target',
  undo: 'goes back to what stood at the target before the last deploy (Swarm and Kubernetes)',
  remove: 'takes it away from the target',
  one: 'choose only one of --yes, --status, --undo and --remove.',
  verbs: {
    ...{ build: 'build', push: 'push', create: 'create', replace: 'replace', keep: 'keep', remove: 'remove' },
    ...{ try: 'try out', wait: 'wait until ready', undo: 'undo' },
  },
  plan: 'Plan',
  again: 'Nothing has been changed. Repeat with --yes to apply.',
  nothing: 'It is like that already: nothing to change.',
  done: 'Done.',
  absent: 'There is nothing of this endpoint at the target.',
  ready: (ready, wanted) => `${ready} of ${wanted} ready`,
  before: (image) => `before: ${image} (--undo goes back to it)`,
};

export const deployTexts = (locale: Locale): typeof pt => (locale === 'en' ? en : pt);

type Texts = typeof pt;

export const stepText = (step: DeployStep, t: Texts) => `  ${t.verbs[step.do]} · ${step.kind} ${step.name}`;

export function planText(plan: DeployPlan, t: Texts): string {
  const head = `${t.plan} · ${plan.kind} · ${plan.where}`;
  const changes = plan.steps.some((step) => step.do !== 'keep');
  return [
    head,
    ...plan.steps.map((step) => stepText(step, t)),
    ...(plan.address ? [`  → ${plan.address}`] : []),
    ...(changes ? [] : [t.nothing]),
  ].join('\n');
}

export function statusText(status: DeployStatus, t: Texts): string {
  const head = `${status.kind} · ${status.where}`;
  if (!status.found) return `${head}\n  ${t.absent}`;
  const parts = status.parts.map(({ kind, name, state }) => `  ${kind} ${name} · ${state}`);
  return [
    head,
    `  ${status.image ?? '—'} · ${t.ready(status.ready, status.wanted)} · ${status.address ?? '—'}`,
    ...parts,
    ...(status.previous ? [`  ${t.before(status.previous)}`] : []),
  ].join('\n');
}
