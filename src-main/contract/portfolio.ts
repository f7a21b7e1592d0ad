/** A challenge's own solution as a Git repository to show: code, image, workflow, diagrams, and a README made of what was measured. */
import { z } from 'zod';
import { language, procedure } from './base.ts';

export const portfolioRequest = z.object({ moduleId: z.string(), language });

export const portfolioPreview = z.object({
  name: z.string(),
  readme: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
  /** Why there is no image of it: the code of an error, or null. */
  imageError: z.string().nullable(),
});

const errors = ['CHALLENGE_NOT_FOUND', 'PORTFOLIO_SECRET', 'PORTFOLIO_PATH'] as const;

export const portfolioContract = {
  preview: procedure(...errors)
    .input(portfolioRequest)
    .output(portfolioPreview),
  /** To `path`, else into the home's folder of portfolios. One of an earlier export gets a new commit; anything else of that name is left alone. */
  write: procedure(...errors, 'CI_NO_GIT', 'FILE_EXISTS')
    .input(portfolioRequest.extend({ path: z.string().optional() }))
    .output(z.object({ path: z.string(), files: z.number().int(), commit: z.string(), imageError: z.string().nullable() })),
};

export type PortfolioRequest = z.infer<typeof portfolioRequest>;
export type PortfolioPreview = z.infer<typeof portfolioPreview>;
