/** `searched`, `pageOf`: which part of a search is asked for. */
import { z } from 'zod';
import { MlflowError } from '../../errors.ts';
import { int64, repeated } from '../../wire.ts';

export function searched(usual: number) {
  return z.object({
    filter: z.string().optional(),
    order_by: repeated(z.string()),
    page_token: z.string().optional(),
    max_results: int64.default(usual),
  });
}

type Searched = z.infer<ReturnType<typeof searched>>;

export function pageOf({ filter, order_by, page_token, max_results }: Searched, most: number) {
  if (max_results < 1) throw wrong(max_results, 'a positive integer');
  if (max_results > most) throw wrong(max_results, `at most ${most}`);
  return { filter, orderBy: order_by, maxResults: max_results, pageToken: page_token };
}

function wrong(value: number, expected: string): MlflowError {
  return new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Invalid value ${value} for parameter 'max_results' supplied. It must be ${expected}, but got value ${value}`,
  );
}
