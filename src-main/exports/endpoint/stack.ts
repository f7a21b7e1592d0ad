/** An endpoint with Prometheus and Grafana beside it: as a Compose project on one machine, and as a stack of a Swarm. */
import { type ExportFile, yamlFile } from '../files.ts';
import { composeHardening, type Limits, swarmHardening, swarmLimits } from '../hardening.ts';
import { dashboard } from './dashboard.ts';
import { type EndpointSubject, port } from './subject.ts';

const prometheusImage = 'prom/prometheus:v3.5.0';
const grafanaImage = 'grafana/grafana:12.1.1';
const places = {
  prometheus: '/etc/prometheus/prometheus.yml',
  source: '/etc/grafana/provisioning/datasources/prometheus.yml',
  provider: '/etc/grafana/provisioning/dashboards/bancada.yml',
  dashboard: '/var/lib/grafana-dashboards/bancada.json',
};
const filesOf: Record<keyof typeof places, string> = {
  prometheus: 'prometheus/prometheus.yml',
  source: 'grafana/datasources.yml',
  provider: 'grafana/dashboards.yml',
  dashboard: 'grafana/bancada.json',
};
const health = `fetch('http://127.0.0.1:${port}/readyz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`;
const besides: Limits = { cpus: 0.5, memoryBytes: 512 * 2 ** 20, diskBytes: 64 * 2 ** 20 };

export function composeFiles(subject: EndpointSubject, about: string, language: 'pt' | 'en'): ExportFile[] {
  const bind = (...which: (keyof typeof places)[]) =>
    which.map((each) => ({ type: 'bind', source: `./${filesOf[each]}`, target: places[each], read_only: true }));
  // They keep what they write in volumes of their own, which belong to the users of their images.
  const { user: _, tmpfs: __, ...shut } = composeHardening(besides);
  const beside = { ...shut, tmpfs: ['/tmp'], restart: 'unless-stopped', networks: ['lab'] };
  const project = {
    name: subject.name,
    services: {
      model: {
        image: subject.image,
        build: { context: './image' },
        ...composeHardening(subject.limits),
        ports: [`127.0.0.1:${port}:${port}`],
        healthcheck: healthcheck(),
        stop_grace_period: '30s',
        restart: 'unless-stopped',
        networks: ['lab'],
      },
      prometheus: {
        image: prometheusImage,
        ...beside,
        ports: ['127.0.0.1:9090:9090'],
        volumes: [...bind('prometheus'), { type: 'volume', source: 'prometheus', target: '/prometheus' }],
      },
      grafana: {
        image: grafanaImage,
        ...beside,
        environment: grafanaEnv,
        ports: ['127.0.0.1:3000:3000'],
        volumes: [...bind('source', 'provider', 'dashboard'), { type: 'volume', source: 'grafana', target: '/var/lib/grafana' }],
        depends_on: ['prometheus'],
      },
    },
    volumes: { prometheus: {}, grafana: {} },
    networks: { lab: {} },
  };
  return [yamlFile('compose.yaml', about, project), ...observed(about, `model:${port}`, language)];
}

export function swarmFiles(subject: EndpointSubject, about: string, language: 'pt' | 'en'): ExportFile[] {
  const config = (...which: (keyof typeof places)[]) => which.map((each) => ({ source: each, target: places[each], mode: 0o444 }));
  const { user: _, volumes: __, ...shut } = swarmHardening(besides);
  const tmp = { type: 'tmpfs', target: '/tmp' };
  const one = { replicas: 1, restart_policy: { condition: 'any' }, resources: { limits: swarmLimits(besides) } };
  const stack = {
    version: '3.9',
    services: {
      model: {
        image: subject.image,
        ...swarmHardening(subject.limits),
        ports: [{ target: port, published: port, protocol: 'tcp', mode: 'ingress' }],
        healthcheck: healthcheck(),
        stop_grace_period: '30s',
        networks: ['lab'],
        deploy: {
          replicas: 2,
          // The new one answers before the old one goes; one that does not is taken back.
          update_config: { parallelism: 1, delay: '5s', order: 'start-first', failure_action: 'rollback', monitor: '30s' },
          rollback_config: { parallelism: 1, order: 'start-first' },
          restart_policy: { condition: 'any', delay: '1s' },
          resources: { limits: swarmLimits(subject.limits) },
        },
      },
      prometheus: {
        image: prometheusImage,
        ...shut,
        configs: config('prometheus'),
        volumes: [tmp, { type: 'volume', source: 'prometheus', target: '/prometheus' }],
        networks: ['lab'],
        deploy: one,
      },
      grafana: {
        image: grafanaImage,
        ...shut,
        environment: grafanaEnv,
        ports: [{ target: 3000, published: 3000, protocol: 'tcp', mode: 'ingress' }],
        configs: config('source', 'provider', 'dashboard'),
        volumes: [tmp, { type: 'volume', source: 'grafana', target: '/var/lib/grafana' }],
        networks: ['lab'],
        deploy: one,
      },
    },
    configs: Object.fromEntries(Object.entries(filesOf).map(([name, file]) => [name, { file: `./${file}` }])),
    volumes: { prometheus: {}, grafana: {} },
    networks: { lab: { driver: 'overlay' } },
  };
  // A name of a service means one address for all of them; this one means each.
  return [yamlFile('stack.yaml', about, stack), ...observed(about, 'tasks.model', language)];
}

const grafanaEnv = { GF_AUTH_ANONYMOUS_ENABLED: 'true', GF_ANALYTICS_REPORTING_ENABLED: 'false', GF_ANALYTICS_CHECK_FOR_UPDATES: 'false' };

function healthcheck() {
  return { test: ['CMD', '/usr/local/bin/node', '-e', health], interval: '10s', timeout: '3s', retries: 3, start_period: '30s' };
}

function observed(about: string, target: string, language: 'pt' | 'en'): ExportFile[] {
  const found = target.includes(':')
    ? { static_configs: [{ targets: [target] }] }
    : { dns_sd_configs: [{ names: [target], type: 'A', port, refresh_interval: '5s' }] };
  return [
    yamlFile(filesOf.prometheus, about, {
      global: { scrape_interval: '5s', evaluation_interval: '5s' },
      scrape_configs: [{ job_name: 'bancada', ...found }],
    }),
    yamlFile(filesOf.source, about, {
      apiVersion: 1,
      datasources: [{ name: 'Prometheus', uid: 'prometheus', type: 'prometheus', access: 'proxy', url: 'http://prometheus:9090', isDefault: true }],
    }),
    yamlFile(filesOf.provider, about, {
      apiVersion: 1,
      providers: [{ name: 'Bancada', type: 'file', disableDeletion: true, options: { path: '/var/lib/grafana-dashboards' } }],
    }),
    { path: filesOf.dashboard, content: `${JSON.stringify(dashboard(language), null, 2)}\n` },
  ];
}
