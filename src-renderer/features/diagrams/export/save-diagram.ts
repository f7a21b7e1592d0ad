// saveDiagram: the picture or its source as a file of the learner's.
import type { ExportKind } from '../viewer/diagram-toolbar.tsx';

/** `Contêineres do monólito` → `conteineres-do-monolito`. */
export function fileName(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'diagrama';
}

export interface Exportable {
  title: string;
  svg: string;
  puml: string;
}

async function contentOf(kind: ExportKind, { svg, puml }: Exportable): Promise<Blob> {
  if (kind === 'puml') return new Blob([puml], { type: 'text/plain;charset=utf-8' });
  if (kind === 'svg') return new Blob([svg], { type: 'image/svg+xml' });
  const { svgToPng } = await import('./svg-to-png.ts');
  return svgToPng(svg);
}

export async function saveDiagram(kind: ExportKind, diagram: Exportable): Promise<void> {
  const url = URL.createObjectURL(await contentOf(kind, diagram));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(diagram.title)}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
