/** `createDesk`: what needs no cloud to run: plans read and checked, their policies reviewed, their costs reckoned. Loaded when somebody asks. */
import { z } from 'zod';
import type { CloudSource } from '../contract/cloud-plan.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Desk } from './cloud.ts';
import { billFile, billOf, priceOf } from './cost/bill.ts';
import { planCost, whatIf } from './cost/plan-cost.ts';
import type { CloudFiles } from './files.ts';
import { decideAws, statementsOf } from './iam/aws.ts';
import { awsPolicy } from './iam/aws-policy.ts';
import { bindingsOf, decideGcp } from './iam/gcp.ts';
import { gcpPolicy } from './iam/gcp-policy.ts';
import { type Catalogues, judgeOf } from './iam/judge.ts';
import type { Place, Places } from './plan/places.ts';
import { readPlan } from './plan/read.ts';
import { problemsOf, readYaml } from './read.ts';

const roles = z.record(z.string(), z.array(z.string()));
const actions = z.strictObject({ any: z.array(z.string()), actions: z.array(z.string()) });

export function createDesk(files: CloudFiles, places: Places): Desk & { opened(source: CloudSource): ReturnType<typeof openPlan> } {
  const catalogues: Catalogues = {
    aws: readYaml(actions, files.shipped('aws-actions.yaml'), 'aws-actions.yaml').value,
    gcp: readYaml(roles, files.shipped('gcp-roles.yaml'), 'gcp-roles.yaml').value,
  };
  const opened = (source: CloudSource) => openPlan(places.place(source), files, catalogues);

  const desk: Desk & { opened: typeof opened } = {
    opened,
    plans: () => places.list(files.list('examples')),
    check(source) {
      const place = places.place(source);
      try {
        return { problems: [], plan: openPlan(place, files, catalogues).plan, text: place.text };
      } catch (error) {
        return { problems: problemsOf(error), plan: null, text: place.text };
      }
    },
    review(source, role) {
      const { plan, judge } = opened(source);
      return Object.keys(plan.roles)
        .filter((each) => role === undefined || each === role)
        .map(judge.review);
    },
    evaluate({ provider, policies, action, resource, context, principal }) {
      if (provider === 'sagemaker') {
        const statements = statementsOf(policies.map((text, index) => ({ file: name(index), policy: readYaml(awsPolicy, text, name(index)).value })));
        return decideAws(statements, { action, resource, context });
      }
      const read = policies.map((text, index) => ({ file: name(index), policy: readYaml(gcpPolicy, text, name(index)).value }));
      return decideGcp(bindingsOf(read, catalogues.gcp, principal), { action, resource });
    },
    cost(source) {
      const { plan, tables } = opened(source);
      return planCost(plan, tables);
    },
    whatIf(source, wanted) {
      const { plan, tables } = opened(source);
      const endpoint = plan.endpoints.find((each) => each.name === wanted);
      if (!endpoint) throw new BancadaError('ENDPOINT_NOT_FOUND', { name: wanted });
      return whatIf(endpoint, tables);
    },
    bill(asked) {
      const file = 'name' in asked ? `${asked.name}.yaml` : (asked.file ?? 'orcamento.yaml');
      const { value, document } = readYaml(billFile, 'name' in asked ? shippedBill(files, asked.name) : asked.text, file);
      const prices = files.ids().filter((id) => id !== 'traffic' && id !== 'local');
      if (!prices.includes(value.prices)) throw document.invalid(['prices'], `@one-of ${prices.join(', ')}`);
      const table = files.read(value.prices, 'prices');
      for (const [index, { sku }] of value.items.entries())
        if (!priceOf(table, sku))
          throw document.invalid(['items', index, 'sku'], `@one-of ${Object.keys(table.prices).join(', ')}, hosting.…, training.…`);
      return billOf({ ...value, table, tableId: value.prices }, value.items);
    },
    bills: () => files.list('bills').map((each) => ({ name: each.replace(/\.yaml$/, ''), text: files.shipped(`bills/${each}`) })),
    tables: () => files.ids().map(files.view),
    saveTable: files.save,
    resetTable: files.reset,
    checkBill(text, file) {
      try {
        return { bill: desk.bill({ text, file }), problems: [] };
      } catch (error) {
        return { bill: null, problems: problemsOf(error) };
      }
    },
  };
  return desk;
}

const name = (index: number) => (index === 0 ? 'policy' : `policy-${String(index + 1)}`);

function shippedBill(files: CloudFiles, wanted: string): string {
  const known = files.list('bills').map((each) => each.replace(/\.yaml$/, ''));
  if (!known.includes(wanted)) throw new BancadaError('CLOUD_TABLE_UNKNOWN', { id: wanted, known: known.join(', ') });
  return files.shipped(`bills/${wanted}.yaml`);
}

function openPlan(place: Place, files: CloudFiles, catalogues: Catalogues) {
  const { plan, tables } = readPlan(place.text, place.file, files, place.has);
  const textsOf = (role: string) => (plan.roles[role] ?? []).map((file) => ({ file, text: place.read(file) }));
  return { plan, tables, judge: judgeOf(plan, textsOf, catalogues) };
}
