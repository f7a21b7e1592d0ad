/** `dashboard`: what Grafana shows of the model server's own measures (src-runtime/server/measures.ts). */
interface Panel {
  title: { pt: string; en: string };
  unit: string;
  lines: readonly (readonly [expression: string, legend: string])[];
}

const quantile = (q: number) => `histogram_quantile(${q}, sum by (le) (rate(api_request_duration_seconds_bucket[1m])))`;

const panels: readonly Panel[] = [
  {
    title: { pt: 'Pedidos por segundo, por resposta', en: 'Requests per second, by answer' },
    unit: 'reqps',
    lines: [['sum by (status) (rate(api_requests_total[1m]))', '{{status}}']],
  },
  {
    title: { pt: 'Parcela de erros (5xx)', en: 'Share of errors (5xx)' },
    unit: 'percentunit',
    lines: [['(sum(rate(api_requests_total{status=~"5.."}[1m])) or vector(0)) / sum(rate(api_requests_total[1m]))', '5xx']],
  },
  {
    title: { pt: 'Tempo de resposta', en: 'Response time' },
    unit: 's',
    lines: [
      [quantile(0.5), 'p50'],
      [quantile(0.95), 'p95'],
      [quantile(0.99), 'p99'],
    ],
  },
  { title: { pt: 'CPU por réplica', en: 'CPU by replica' }, unit: 'percentunit', lines: [['rate(process_cpu_seconds_total[1m])', '{{instance}}']] },
  { title: { pt: 'Memória por réplica', en: 'Memory by replica' }, unit: 'bytes', lines: [['process_resident_memory_bytes', '{{instance}}']] },
  {
    title: { pt: 'Atraso do event loop (p99)', en: 'Event loop delay (p99)' },
    unit: 's',
    lines: [['nodejs_eventloop_lag_p99_seconds', '{{instance}}']],
  },
];

export function dashboard(language: 'pt' | 'en'): object {
  const datasource = { type: 'prometheus', uid: 'prometheus' };
  return {
    uid: 'bancada',
    title: language === 'pt' ? 'Bancada: modelo em serviço' : 'Bancada: model in service',
    schemaVersion: 41,
    version: 1,
    editable: true,
    refresh: '5s',
    time: { from: 'now-15m', to: 'now' },
    panels: panels.map(({ title, unit, lines }, index) => ({
      id: index + 1,
      type: 'timeseries',
      title: title[language],
      datasource,
      gridPos: { x: (index % 2) * 12, y: Math.floor(index / 2) * 8, w: 12, h: 8 },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: lines.map(([expr, legendFormat], line) => ({ refId: String.fromCharCode(65 + line), datasource, expr, legendFormat })),
    })),
  };
}
