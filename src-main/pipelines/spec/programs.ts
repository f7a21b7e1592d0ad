/** `checkPrograms`: each program that is called exists, and each suite and contract. PIPELINE_FILE_MISSING. */
import { BancadaError } from '../../contract/errors.ts';
import type { FieldPath, SpecDocument } from './document.ts';
import { collectFaults } from './faults.ts';
import type { PipelineSpec } from './types.ts';

export function checkPrograms(
  { steps, service }: Pick<PipelineSpec, 'steps' | 'service'>,
  places: readonly number[],
  document: SpecDocument,
  exists: (program: string) => boolean,
): void {
  const faults = collectFaults();
  const need = (step: string, path: string, at: FieldPath) => {
    if (!exists(path)) faults.add(new BancadaError('PIPELINE_FILE_MISSING', { file: document.file, line: document.line(at), step, path }));
  };
  for (const [at, { id, kind, run, search, with: given, contracts }] of steps.entries()) {
    const index = places[at]!;
    if (run !== null) need(id, run, ['steps', index, 'run']);
    if (search !== null) need(id, search, ['steps', index, 'search']);
    if (kind === 'expect') need(id, String(given.suite), ['steps', index, 'with', 'suite']);
    if (kind === 'features' || kind === 'materialize') need(id, String(given.definitions), ['steps', index, 'with', 'definitions']);
    for (const [output, file] of Object.entries(contracts)) need(id, file, ['steps', index, 'contracts', output]);
  }
  if (service) need(service.name, service.run, ['service', 'run']);
  faults.settle();
}
