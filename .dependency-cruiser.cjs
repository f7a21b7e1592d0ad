/** Boundaries that fail the build. Each message says what to do instead. */
const domains =
  'automl|backup|batch|catalog|cloud|comparison|datasets|engines|expectations|exports|features|gateway|guide|lineage|load|mlflow|monitoring|pipelines|portfolio|registry|rollout|serving|study|system|tables|tracking|triggers|workspaces';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Break the cycle: move what both need into a file that neither owns, or pass it in.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domains-by-their-index',
      comment: 'Reach another domain through its index.ts (or the file that declares its interface, named as the domain).',
      severity: 'error',
      from: { path: `^src-main/(${domains})/` },
      to: {
        path: `^src-main/(${domains})/`,
        pathNot: [
          '^src-main/$1/',
          '^src-main/engines/engine.ts$',
          '^src-main/pipelines/spec/yaml.ts$',
          '^src-main/tables/worker/index.ts$',
          ...domains.split('|').flatMap((name) => [`^src-main/${name}/index.ts$`, `^src-main/${name}/${name}.ts$`]),
        ],
      },
    },
    {
      name: 'contract-alone',
      comment: 'The contract imports only zod and oRPC: every client carries it.',
      severity: 'error',
      from: { path: '^src-main/contract/' },
      to: { pathNot: ['^src-main/contract/', 'node_modules/(zod|@orpc)/'] },
    },
    {
      name: 'renderer-by-contract',
      comment: 'The renderer knows the core only by its contract.',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^(src-main/(?!contract/)|src-runtime/)' },
    },
    {
      name: 'features-apart',
      comment: 'Features never import features: let a page of app/ join them.',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
    },
    {
      name: 'runtime-alone',
      comment: 'What runs in containers knows nothing of the core.',
      severity: 'error',
      from: { path: '^src-runtime/' },
      to: { path: '^src-(main|renderer)/' },
    },
    {
      name: 'electron-in-its-host',
      comment: 'Only hosts/electron imports electron.',
      severity: 'error',
      from: { pathNot: '^src-main/hosts/electron/' },
      to: { path: 'node_modules/electron/' },
    },
    {
      name: 'core-without-hosts',
      comment: 'The core never knows its host.',
      severity: 'error',
      from: { path: '^src-main/', pathNot: '^src-main/hosts/' },
      to: { path: '^src-main/hosts/' },
    },
    {
      name: 'docker-behind-the-engine',
      comment: 'Talk to containers through engines/engine.ts.',
      severity: 'error',
      from: { pathNot: '^src-main/engines/' },
      to: { path: 'node_modules/dockerode/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    exclude: { path: '\\.test\\.tsx?$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
