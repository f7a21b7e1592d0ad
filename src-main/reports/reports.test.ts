import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Lab, openLab } from '../lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'bancada-reports-'));
let lab: Lab;
beforeAll(async () => {
  lab = await openLab({ home: folder });
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});
const asked = { language: 'pt', who: 'Ana <b>Conceição</b>' } as const;
const bytes = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64');

it('gives no certificate while a check is missing, and one with the results when all passed', async () => {
  const certificate = () => lab.reports.certificate({ ...asked, format: 'pdf', moduleId: '01-monolitica' });
  await expect(certificate()).rejects.toMatchObject({ code: 'CERTIFICATE_NOT_EARNED', data: { have: 0 } });
  await lab.study.passed(
    '01-monolitica',
    lab.catalog.checks('01-monolitica', 'pt').map(({ id }) => id),
  );
  const pdf = bytes(await certificate()).toString('latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf).toContain('/FontFile2');
  expect(pdf).not.toContain('/Helvetica');
  const html = bytes(await lab.reports.certificate({ ...asked, format: 'html', moduleId: '01-monolitica' })).toString();
  expect(html).toContain('Monolítica');
});

it('writes a report that runs nothing of what a name may hold', async () => {
  const html = bytes(await lab.reports.report({ ...asked, format: 'html' })).toString();
  expect(html).toContain('Ana &lt;b&gt;Conceição&lt;/b&gt;');
  expect(html).toContain("default-src 'none'");
  expect(bytes(await lab.reports.report({ ...asked, format: 'pdf' })).length).toBeGreaterThan(10_000);
});
