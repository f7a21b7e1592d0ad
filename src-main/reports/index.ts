/** Reports and certificates as PDF and HTML, from what the lab recorded. The work is loaded when it is asked for. */

import type { Core } from '../common/core.ts';
import type { Comparison } from '../comparison/index.ts';
import type { Language } from '../contract/base.ts';
import type { WrittenReport } from '../contract/reports.ts';
import type { Progress } from '../progress/index.ts';
import type { Document } from './document.ts';

interface Parts {
  applicationRoot: string;
  comparison: Pick<Comparison, 'measured'>;
  progress: Progress;
}
type Asked = { language: Language; format: 'pdf' | 'html'; who: string };

export interface Reports {
  report(asked: Asked): Promise<WrittenReport>;
  /** MODULE_NOT_FOUND, CERTIFICATE_NOT_EARNED. */
  certificate(asked: Asked & { moduleId: string }): Promise<WrittenReport>;
}

export function createReports({ clock }: Pick<Core, 'clock'>, { applicationRoot, comparison, progress }: Parts): Reports {
  async function write(document: Document, format: Asked['format']): Promise<WrittenReport> {
    const name = `${document.name}.${format}`;
    if (format === 'html') {
      const { toHtml } = await import('./html.ts');
      return { name, type: 'text/html', base64: Buffer.from(toHtml(document)).toString('base64') };
    }
    const { toPdf } = await import('./pdf.ts');
    return { name, type: 'application/pdf', base64: (await toPdf(document, applicationRoot)).toString('base64') };
  }
  const known = (language: Language) => Promise.all([progress.standing(language), comparison.measured(), import('./contents.ts')]);
  return {
    async report({ format, ...asked }) {
      const [standing, measured, { reportOf }] = await known(asked.language);
      return write(reportOf(standing, measured, { ...asked, now: clock.now() }), format);
    },
    async certificate({ format, moduleId, ...asked }) {
      const [standing, measured, { certificateOf }] = await known(asked.language);
      return write(certificateOf(standing, measured, moduleId, { ...asked, now: clock.now() }), format);
    },
  };
}
