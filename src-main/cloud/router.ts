import { procedures } from '../common/procedures.ts';
import { cloudContract } from '../contract/cloud.ts';
import type { Cloud } from './cloud.ts';

export function cloudRouter(cloud: Cloud) {
  const implement = procedures(cloudContract);
  return implement.router({
    plans: implement.plans.handler(async () => (await cloud.desk()).plans()),
    check: implement.check.handler(async ({ input }) => (await cloud.desk()).check(input.source)),
    review: implement.review.handler(async ({ input }) => (await cloud.desk()).review(input.source, input.role)),
    evaluate: implement.evaluate.handler(async ({ input }) => (await cloud.desk()).evaluate(input)),
    cost: implement.cost.handler(async ({ input }) => (await cloud.desk()).cost(input.source)),
    whatIf: implement.whatIf.handler(async ({ input }) => (await cloud.desk()).whatIf(input.source, input.endpoint)),
    bill: implement.bill.handler(async ({ input }) => (await cloud.desk()).bill(input)),
    bills: implement.bills.handler(async () => (await cloud.desk()).bills()),
    tables: implement.tables.handler(async () => (await cloud.desk()).tables()),
    saveTable: implement.saveTable.handler(async ({ input }) => (await cloud.desk()).saveTable(input.id, input.text)),
    call: implement.call.handler(async ({ input }) => (await cloud.site()).call(input)),
    operations: implement.operations.handler(async () => (await cloud.site()).operations()),
    resources: implement.resources.handler(async () => (await cloud.site()).resources()),
    calls: implement.calls.handler(async ({ input }) => (await cloud.site()).calls(input.limit)),
    apply: implement.apply.handler(async ({ input }) => ({ id: await (await cloud.site()).apply(input) })),
    applies: implement.applies.handler(async ({ input }) => (await cloud.site()).applies(input.limit)),
    watchApply: implement.watchApply.handler(async function* ({ input, signal }) {
      yield* (await cloud.site()).watch(input.id, signal);
    }),
    cancelApply: implement.cancelApply.handler(async ({ input }) => (await cloud.site()).cancel(input.id)),
    down: implement.down.handler(async ({ input }) => ({ removed: await (await cloud.site()).down(input.project) })),
    resetTable: implement.resetTable.handler(async ({ input }) => (await cloud.desk()).resetTable(input.id)),
  });
}
