import { procedures } from '../common/procedures.ts';
import { reportsContract } from '../contract/reports.ts';
import type { Reports } from './index.ts';

export function reportsRouter(reports: Reports) {
  const implement = procedures(reportsContract);
  return implement.router({
    report: implement.report.handler(({ input }) => reports.report(input)),
    certificate: implement.certificate.handler(({ input }) => reports.certificate(input)),
  });
}
