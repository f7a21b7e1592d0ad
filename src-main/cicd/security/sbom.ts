/** `billOfMaterials`: what the product is made of, in CycloneDX 1.6: libraries from the locks, what it runs on, its data sets and the model. */
import { createHash } from 'node:crypto';
import { readPipeline } from '../../pipelines/index.ts';
import type { JobContext } from '../job.ts';
import type { Dependency } from './dependencies.ts';

interface Component {
  type: 'library' | 'platform' | 'data' | 'machine-learning-model';
  'bom-ref': string;
  name: string;
  version?: string;
  purl?: string;
  licenses?: { license: { name: string } }[];
}

export interface Bill {
  bomFormat: 'CycloneDX';
  specVersion: '1.6';
  serialNumber: string;
  version: 1;
  metadata: { timestamp: string; component: { type: 'application'; 'bom-ref': string; name: string; version: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

export function billOfMaterials(
  { core, run, config, code }: Pick<JobContext, 'core' | 'run' | 'config' | 'code'>,
  dependencies: readonly Dependency[],
): Bill {
  const libraries = dependencies.map(({ ecosystem, name, version, licence }): Component => {
    const purl = `pkg:${ecosystem}/${ecosystem === 'npm' ? name.replace('@', '%40') : name}@${version}`;
    return { type: 'library', 'bom-ref': purl, name, version, purl, ...(licence !== null && { licenses: [{ license: { name: licence } }] }) };
  });
  const components = [
    ...new Map(libraries.map((one) => [one['bom-ref'], one])).values(),
    { type: 'platform', 'bom-ref': 'platform:node', name: 'node', version: process.version.slice(1) } as const,
    ...datasets(code).map((name): Component => ({ type: 'data', 'bom-ref': `data:${name}`, name })),
    { type: 'machine-learning-model', 'bom-ref': `model:${config.name}`, name: config.name, version: run.commit } as const,
  ];
  const application = `app:${config.name}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuid(`${run.id} ${run.commit}`)}`,
    version: 1,
    metadata: {
      timestamp: new Date(core.clock.now()).toISOString(),
      component: { type: 'application', 'bom-ref': application, name: config.name, version: run.commit },
    },
    components,
    dependencies: [{ ref: application, dependsOn: components.map((one) => one['bom-ref']) }],
  };
}

function datasets(code: string): string[] {
  const inputs = readPipeline(code).steps.flatMap(({ inputs: sources }) => Object.values(sources));
  return [...new Set(inputs.flatMap((source) => (source.kind === 'dataset' ? [source.id] : [])))];
}

/** Of the same run always the same. */
function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
