/** What the writers write into: the pipeline whose model is registered and served, and the feature store. */

export const module = '01-monolitica';
/** Trained and registered in a run of its own, and behind the endpoint whose revisions follow each other while it is asked. */
export const model = 'mortes';

/** A step that leaves a model, and its registration. */
export const pipelineFiles: Record<string, string> = {
  'pipeline.yaml': `name: ${module}
params: { vez: { type: integer, default: 0 } }
steps:
  - { id: treino, run: treino.ts, params: { vez: "\${params.vez}" }, outputs: [modelo/] }
  - { id: registro, uses: register, inputs: { modelo: treino.modelo }, with: { name: ${model} } }
`,
  'treino.ts': `import { step, trainClassifier } from '@bancada/sdk';
await step(async (lab) => {
  lab.metric('vez', Number(lab.params.vez));
  const rows = [0, 1, 2, 3].map((x) => ({ x, y: x % 2 ? 'a' : 'b' }));
  lab.output('modelo').model(await trainClassifier(rows, { algorithm: 'majority', target: 'y', numeric: ['x'] }));
});
`,
};

export const storeText = `store: mortes
owner: eu
entities: [{ name: cartao, key: cartao }]
views:
  - name: movimento
    entity: cartao
    source: compras
    event_time: quando
    event_id: id
    ttl: 30d
    features: [{ name: gasto, aggregate: sum, of: valor, window: 1h }]
`;
