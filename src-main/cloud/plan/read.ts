/** `readPlan`: `nuvem.yaml` with what it refers to: tables, shapes, machines, roles and their files. What is wrong is told as in pipeline.yaml. */

import type { PriceTable } from '../../contract/cloud-cost.ts';
import { type CloudPlan, cloudPlan } from '../../contract/cloud-plan.ts';
import type { BancadaError } from '../../contract/errors.ts';
import { severalFaults } from '../../contract/faults.ts';
import type { Tables } from '../cost/plan-cost.ts';
import type { CloudFiles } from '../files.ts';
import { readYaml } from '../read.ts';
import { deployer } from './need.ts';

export function readPlan(text: string, file: string, files: CloudFiles, hasFile: (path: string) => boolean): { plan: CloudPlan; tables: Tables } {
  const { value: plan, document } = readYaml(cloudPlan, text, file);
  const faults: BancadaError[] = [];
  const wrong = (path: (string | number)[], expected: string) => void faults.push(document.invalid(path, expected));
  const oneOf = (path: (string | number)[], value: string, known: readonly string[]) => {
    if (!known.includes(value)) wrong(path, `@one-of ${known.join(', ')}`);
  };

  const found = tableOf(plan, files);
  if (!found) oneOf(['region'], '', regionsOf(plan, files));
  const shapes = files.read('traffic', 'traffic');
  const roles = Object.keys(plan.roles);
  if (!roles.includes(deployer)) wrong(['roles'], `@one-of ${deployer}`);
  for (const [role, paths] of Object.entries(plan.roles))
    for (const [index, path] of paths.entries()) if (!hasFile(path)) wrong(['roles', role, index], `@cloud-file ${path}`);
  oneOf(['job', 'role'], plan.job.role, roles);
  if (plan.schedule) oneOf(['schedule', 'role'], plan.schedule.role, roles);
  const machines = found?.table.machines ?? {};
  const training = Object.keys(machines).filter((name) => machines[name]!.training !== null);
  if (found) {
    oneOf(['job', 'machine'], plan.job.machine, training);
    for (const [index, name] of plan.job.fallback.entries()) oneOf(['job', 'fallback', index], name, training);
  }
  for (const [index, endpoint] of plan.endpoints.entries()) {
    const at = ['endpoints', index];
    if (plan.endpoints.findIndex(({ name }) => name === endpoint.name) < index) wrong([...at, 'name'], `@duplicate ${endpoint.name}`);
    oneOf([...at, 'role'], endpoint.role, roles);
    oneOf([...at, 'shape'], endpoint.shape, Object.keys(shapes));
    if (endpoint.mode === 'scale-to-zero') {
      if (endpoint.memoryGib === undefined) wrong([...at, 'memoryGib'], '@required');
    } else if (endpoint.machine === undefined) wrong([...at, 'machine'], '@required');
    if (found && endpoint.machine !== undefined) oneOf([...at, 'machine'], endpoint.machine, Object.keys(machines));
    if (endpoint.mode === 'batch' && shapes[endpoint.shape]?.maxDelayHours === null) wrong([...at, 'mode'], '@cloud-batch');
    if (endpoint.min > endpoint.max) wrong([...at, 'min'], `@at-most ${String(endpoint.max)}`);
  }
  if (faults.length > 0) throw severalFaults(faults);
  return { plan, tables: { tableId: found!.id, table: found!.table, shapes, local: files.read('local', 'local') } };
}

function tableOf({ provider, region }: CloudPlan, files: CloudFiles): { id: string; table: PriceTable } | null {
  for (const id of priceIds(files)) {
    const table = files.read(id, 'prices');
    if (table.provider === provider && table.region === region) return { id, table };
  }
  return null;
}

function regionsOf({ provider }: CloudPlan, files: CloudFiles): string[] {
  return priceIds(files).flatMap((id) => {
    const table = files.read(id, 'prices');
    return table.provider === provider ? [table.region] : [];
  });
}

const priceIds = (files: CloudFiles) => files.ids().filter((id) => id !== 'traffic' && id !== 'local');
