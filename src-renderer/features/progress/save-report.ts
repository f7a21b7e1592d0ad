/** `saveReport`: what the core wrote, handed to the person. */
import type { WrittenReport } from '#contract';
import { save } from '../../lib/save.ts';

export function saveReport({ name, type, base64 }: WrittenReport): void {
  save(name, new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type }));
}
