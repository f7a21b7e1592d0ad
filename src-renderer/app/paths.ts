/** Every address of the app, in one place. Routes live behind the hash, so that they work from any host. */
export const tabs = ['estudar', 'diagramas', 'desafio', 'questionario', 'revisar'] as const;
export type Tab = (typeof tabs)[number];

const part = encodeURIComponent;

export const paths = {
  home: () => '/',
  architectures: () => '/arquiteturas',
  architecture: (id: string, tab: Tab = 'estudar', section?: string) => `/arquiteturas/${part(id)}/${tab}${section ? `/${part(section)}` : ''}`,
  lab: () => '/laboratorio',
  run: (runId: string) => `/laboratorio/${part(runId)}`,
  /** A tab of it, `novo`, or `editar` with the trigger's name. */
  automation: (tab?: string, name?: string) => `/automacao${tab ? `/${part(tab)}` : ''}${name ? `/${part(name)}` : ''}`,
  cloud: (plan?: string, tab?: string) => `/nuvem${plan ? `/${part(plan)}${tab ? `/${tab}` : ''}` : ''}`,
  ci: (id?: string) => `/ci${id ? `/${part(id)}` : ''}`,
  compareRuns: (a: string, b: string) => `/laboratorio/comparar/${part(a)}/${part(b)}`,
  experiments: (id?: string) => (id ? `/experimentos/${part(id)}` : '/experimentos'),
  experimentRun: (runId: string, tab?: string) => `/experimentos/execucao/${part(runId)}${tab ? `/${part(tab)}` : ''}`,
  /** The wire lens, of everything or of one run. */
  wire: (runId?: string) => `/experimentos/lente${runId ? `/${part(runId)}` : ''}`,
  automl: (searchId?: string) => (searchId === undefined ? '/automl' : `/automl/${part(searchId)}`),
  features: (store?: string) => (store === undefined ? '/atributos' : `/atributos/${part(store)}`),
  data: (name?: string, version?: number | string) =>
    name === undefined ? '/dados' : `/dados/${part(name)}${version === undefined ? '' : `/${part(String(version))}`}`,
  lineage: (node: string) => `/linhagem/${part(node)}`,
  models: () => '/modelos',
  model: (name: string, version?: string) => `/modelos/${part(name)}${version ? `/${part(version)}` : ''}`,
  services: () => '/servicos',
  service: (name: string) => `/servicos/${part(name)}`,
  monitoring: (endpoint?: string) => (endpoint ? `/monitoramento/${part(endpoint)}` : '/monitoramento'),
  /** A tab of it: `regras`, `silencios`, `canais`. */
  alerts: (tab?: string) => (tab ? `/alertas/${part(tab)}` : '/alertas'),
  simulator: (endpoint?: string) => (endpoint ? `/simulador/${part(endpoint)}` : '/simulador'),
  /** A tab of it: `estatisticas`, `meus`, `suspensos`. */
  review: (tab?: string) => (tab ? `/revisao/${part(tab)}` : '/revisao'),
  progress: () => '/progresso',
  compare: (tab?: string, chosen: readonly string[] = []) =>
    `/comparar${tab ? `/${part(tab)}` : ''}${chosen.length > 0 ? `/${chosen.map(part).join(',')}` : ''}`,
  roadmap: (tab?: string, at?: string) => `/roteiro${tab ? `/${part(tab)}` : ''}${at ? `/${part(at)}` : ''}`,
  career: (tab?: string, at?: string) => `/carreira${tab ? `/${part(tab)}` : ''}${at ? `/${part(at)}` : ''}`,
  /** A tab of it: `ambiente`, `backup`, `logs`, `comecar`. */
  settings: (tab?: string) => (tab ? `/configuracoes/${part(tab)}` : '/configuracoes'),
};

/** A link of a content text (`arquitetura:03-pipelines#limites`, `desafio:01-monolitica`) as an address; null for any other. */
export function contentPath(link: string): string | null {
  const found = /^(arquitetura|desafio):([\w-]+)(?:#([\w-]+))?$/.exec(link);
  if (!found?.[2]) return null;
  return found[1] === 'desafio' ? paths.architecture(found[2], 'desafio') : paths.architecture(found[2], 'estudar', found[3]);
}

const careerTabs = ['entrevista', 'historias', 'checklist', 'portfolio'];

/** A link of the general material: as above, and `glossario:drift`, `pagina:dados`. */
export function guidePath(ref: string): string {
  const [kind, target = ''] = ref.split(':');
  if (kind === 'glossario') return paths.roadmap('glossario', target);
  if (kind === 'pagina') return careerTabs.includes(target) ? paths.career(target) : `/${target}`;
  return contentPath(ref) ?? paths.architectures();
}
