/** `sayAnnotation`, `sayJob`: what the five jobs found, in words; also what their steps are called. */
import type { CiAnnotation, CiJobId } from '../ci.ts';
import type { Locale } from './index.ts';

type Words = Record<string, readonly [pt: string, en: string]>;

const jobs: Record<CiJobId, readonly [string, string]> = {
  tests: ['Testes', 'Tests'],
  quality: ['Qualidade', 'Quality'],
  security: ['Segurança', 'Security'],
  container: ['Container', 'Container'],
  deploy: ['Deploy', 'Deploy'],
};

const steps: Words = {
  run: ['rodar os testes', 'run the tests'],
  coverage: ['cobertura', 'coverage'],
  analyse: ['ler o código', 'read the code'],
  format: ['formato', 'format'],
  lint: ['lint e complexidade', 'lint and complexity'],
  types: ['tipos', 'types'],
  dependencies: ['dependências', 'dependencies'],
  secrets: ['segredos', 'secrets'],
  static: ['análise estática', 'static analysis'],
  sbom: ['lista de materiais (SBOM)', 'bill of materials (SBOM)'],
  gate: ['portão', 'gate'],
  train: ['treinar e avaliar', 'train and evaluate'],
  build: ['construir a imagem', 'build the image'],
  scan: ['vasculhar o pacote', 'scan the package'],
  start: ['iniciar', 'start'],
  smoke: ['smoke test', 'smoke test'],
  load: ['teste de carga', 'load test'],
  stats: ['medidas', 'figures'],
  register: ['registrar a versão', 'register the version'],
  staging: ['revisão de staging', 'staging revision'],
  switch: ['trocar o tráfego', 'switch the traffic'],
  validate: ['validar pelo endereço público', 'validate through the public address'],
  clean: ['arrumar', 'clean up'],
  rollback: ['desfazer', 'roll back'],
};

const findings: Words = {
  'test-failed': ['O teste “{name}” falhou.', 'The test “{name}” failed.'],
  'no-tests': ['Não há testes em {folder}/ (arquivos *.test.ts).', 'There are no tests in {folder}/ (files *.test.ts).'],
  'coverage-low': ['Cobertura de {seen} %; o mínimo é {wanted} %.', 'Coverage of {seen} %; the least is {wanted} %.'],
  'lines-missed': [
    '{hit} de {total} instruções alcançadas; faltam as linhas {lines}.',
    '{hit} of {total} statements reached; missing are lines {lines}.',
  ],
  format: ['O arquivo não está no formato do projeto, a partir desta linha.', 'The file is not in the project’s format, from this line on.'],
  lint: ['{rule}', '{rule}'],
  types: ['{rule}', '{rule}'],
  'vulnerable-dependency': [
    '{name} {version} tem uma falha conhecida ({id}, {severity}); corrigida em {fixed}.',
    '{name} {version} has a known hole ({id}, {severity}); fixed in {fixed}.',
  ],
  secret: [
    'Isto parece um segredo ({kind}: {shown}). Revogue-o: quem leu o repositório já o tem.',
    'This looks like a secret ({kind}: {shown}). Revoke it: whoever read the repository has it already.',
  ],
  static: ['Análise estática: {rule} ({severity}).', 'Static analysis: {rule} ({severity}).'],
  'security-gate': [
    'Achados de gravidade {severity}: {seen}; o portão deixa passar {wanted}.',
    'Findings of severity {severity}: {seen}; the gate lets {wanted} pass.',
  ],
  'training-failed': ['O treino parou na etapa {step} ({reason}).', 'Training stopped at step {step} ({reason}).'],
  'metric-gate': ['{metric} = {seen}; o portão pede {wanted}.', '{metric} = {seen}; the gate asks for {wanted}.'],
  'binary-in-package': ['Há um programa compilado no pacote.', 'There is a compiled program in the package.'],
  'package-large': ['O pacote tem {seen} MB; o limite é {wanted} MB.', 'The package has {seen} MB; the limit is {wanted} MB.'],
  'not-ready': ['O serviço não ficou pronto.', 'The service did not get ready.'],
  'smoke-failed': ['O smoke test recebeu “{seen}”; esperava “{wanted}”.', 'The smoke test got “{seen}”; it expected “{wanted}”.'],
  'load-failed': [
    'Sob carga: p95 de {p95} ms (limite {wanted} ms), {errors} erros.',
    'Under load: p95 of {p95} ms (limit {wanted} ms), {errors} errors.',
  ],
  'rollout-failed': ['A troca de revisão não terminou: {reason}.', 'The change of revisions did not end: {reason}.'],
  'validation-failed': [
    'Pelo endereço público veio “{seen}”; esperava “{wanted}”.',
    'Through the public address came “{seen}”; expected was “{wanted}”.',
  ],
  'rolled-back': ['{endpoint} voltou para a revisão anterior.', '{endpoint} went back to the previous revision.'],
  timeout: ['O job passou do seu limite de {seconds} s.', 'The job went over its limit of {seconds} s.'],
  'tool-ended': ['O programa terminou antes da hora ({why}).', 'The program ended early ({why}).'],
  'job-broken': ['O job parou ({reason}).', 'The job stopped ({reason}).'],
};

const severities: Words = { critical: ['crítica', 'critical'], high: ['alta', 'high'], medium: ['média', 'medium'], low: ['baixa', 'low'] };

const at = (locale: Locale) => (locale === 'en' ? 1 : 0);

export function sayAnnotation({ code, data }: Pick<CiAnnotation, 'code' | 'data'>, locale: Locale): string {
  const words = findings[code]?.[at(locale)] ?? code;
  return words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === 'severity' ? (severities[String(data[name])]?.[at(locale)] ?? data[name]) : data[name];
    return typeof value === 'number' ? value.toLocaleString(locale === 'en' ? 'en' : 'pt-BR', { maximumFractionDigits: 4 }) : String(value ?? '—');
  });
}

export const sayJob = (job: CiJobId, locale: Locale): string => jobs[job][at(locale)];
export const sayCiStep = (step: string, locale: Locale): string => steps[step]?.[at(locale)] ?? step;
