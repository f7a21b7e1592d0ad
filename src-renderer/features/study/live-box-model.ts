/** What a `laboratorio` fence asks for. A fence that cannot be read becomes null and is shown as its source. */
import { parse } from 'yaml';

export type Box =
  | { tipo: 'metrica'; pipeline: string; metrica: string; texto: string }
  | { tipo: 'rodar'; pipeline: string; texto: string }
  | { tipo: 'comando'; comando: string; texto: string };

const fields = { metrica: ['pipeline', 'metrica'], rodar: ['pipeline'], comando: ['comando'] } as const;

export function parseBox(source: string): Box | null {
  try {
    const found: unknown = parse(source);
    return isBox(found) ? found : null;
  } catch {
    return null;
  }
}

function isBox(found: unknown): found is Box {
  if (typeof found !== 'object' || found === null) return false;
  const box = found as Record<string, unknown>;
  const needed = fields[box.tipo as keyof typeof fields];
  return needed !== undefined && [...needed, 'texto'].every((field) => typeof box[field] === 'string');
}
