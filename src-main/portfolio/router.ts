import { procedures } from '../common/procedures.ts';
import { portfolioContract } from '../contract/portfolio.ts';
import type { Portfolio } from './index.ts';

export function portfolioRouter(portfolio: Portfolio) {
  const implement = procedures(portfolioContract);
  return implement.router({
    preview: implement.preview.handler(({ input }) => portfolio.preview(input)),
    write: implement.write.handler(({ input: { path, ...request } }) => portfolio.write(request, path)),
  });
}
