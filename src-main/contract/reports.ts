/** What the learner can show: a report of the whole lab, and a certificate of an architecture whose challenge is solved. */
import { z } from 'zod';
import { language, procedure } from './base.ts';

const written = z.object({ name: z.string(), type: z.string(), base64: z.string() });
/** As it should stand on the page; nothing of it is kept. */
const who = z.string().trim().max(120).default('');

export const reportsContract = {
  report: procedure()
    .input(z.object({ language, format: z.enum(['pdf', 'html']), who }))
    .output(written),
  /** CERTIFICATE_NOT_EARNED while a check is missing. */
  certificate: procedure('MODULE_NOT_FOUND', 'CERTIFICATE_NOT_EARNED')
    .input(z.object({ language, format: z.enum(['pdf', 'html']), moduleId: z.string(), who }))
    .output(written),
};

export type WrittenReport = z.infer<typeof written>;
