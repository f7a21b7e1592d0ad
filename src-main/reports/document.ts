/** A document as blocks, which pdf.ts and html.ts write alike. */
export type Block =
  | { kind: 'title' | 'heading' | 'text' | 'quiet'; text: string }
  | { kind: 'facts'; items: readonly (readonly [name: string, value: string])[] }
  | { kind: 'table'; columns: readonly string[]; rows: readonly (readonly string[])[] };

export interface Document {
  name: string;
  title: string;
  language: 'pt' | 'en';
  /** A page on its side with a frame. */
  isCertificate: boolean;
  blocks: readonly Block[];
}
