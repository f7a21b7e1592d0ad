/** `toPdf`: a document as PDF, its fonts inside: accents look the same everywhere. No browser is needed (docs/adr/0008-pdf.md). */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Block, Document } from './document.ts';

const ink = '#22262c';
const quiet = '#5c636d';
const accent = '#2f62b8';
const rule = '#e0ddd6';
const margin = 56;
const sizes = { title: 24, heading: 14, text: 11, quiet: 10 } as const;

export async function toPdf(document: Document, applicationRoot: string): Promise<Buffer> {
  const require = createRequire(join(applicationRoot, 'package.json'));
  const font = (weight: number) => require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff`);
  const pdf = new PDFDocument({
    ...{
      size: 'A4',
      layout: document.isCertificate ? 'landscape' : 'portrait',
      margin,
      font: font(400),
      lang: document.language === 'en' ? 'en' : 'pt-BR',
    },
    info: { Title: document.title, Creator: 'Bancada' },
  });
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve());
    pdf.on('error', reject);
  });
  pdf.registerFont('plain', font(400)).registerFont('bold', font(600));
  if (document.isCertificate) {
    const { width, height } = pdf.page;
    pdf
      .rect(28, 28, width - 56, height - 56)
      .lineWidth(2)
      .strokeColor(accent)
      .stroke();
  }
  for (const block of document.blocks) draw(pdf, block, document.isCertificate);
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

function draw(pdf: PDFKit.PDFDocument, block: Block, isCertificate: boolean): void {
  if (block.kind === 'facts') {
    for (const [name, value] of block.items) row(pdf, [name, value], [quiet, ink], 'plain');
    pdf.moveDown(0.6);
  } else if (block.kind === 'table') {
    row(
      pdf,
      block.columns,
      block.columns.map(() => quiet),
      'bold',
    );
    for (const cells of block.rows)
      row(
        pdf,
        cells,
        cells.map(() => ink),
        'plain',
      );
    pdf.moveDown(0.6);
  } else {
    const isBold = block.kind === 'title' || block.kind === 'heading';
    if (block.kind === 'heading') pdf.moveDown(0.6);
    pdf
      .font(isBold ? 'bold' : 'plain')
      .fontSize(sizes[block.kind] * (isCertificate ? 1.35 : 1))
      .fillColor(block.kind === 'quiet' ? quiet : ink)
      .text(block.text, margin, pdf.y, { width: pdf.page.width - 2 * margin, align: isCertificate ? 'center' : 'left' });
    pdf.moveDown(0.4);
  }
}

/** The first column is twice as wide as the others. */
function row(pdf: PDFKit.PDFDocument, cells: readonly string[], colours: readonly string[], font: string): void {
  const width = (pdf.page.width - 2 * margin) / (cells.length + 1);
  pdf.font(font).fontSize(9);
  const widthOf = (index: number) => (index === 0 ? 2 : 1) * width - 8;
  const height = Math.max(...cells.map((cell, index) => pdf.heightOfString(cell, { width: widthOf(index) }))) + 8;
  if (pdf.y + height > pdf.page.height - margin) pdf.addPage();
  const top = pdf.y;
  cells.forEach((cell, index) => {
    pdf.fillColor(colours[index] ?? ink).text(cell, margin + (index === 0 ? 0 : (index + 1) * width), top + 4, { width: widthOf(index) });
  });
  pdf
    .moveTo(margin, top + height)
    .lineTo(pdf.page.width - margin, top + height)
    .lineWidth(0.5)
    .strokeColor(rule)
    .stroke();
  pdf.y = top + height;
}
