/** The exit package, as it is found: what its manifest promises, what is there, and whether anything in it points to a provider. */
import { createHash } from 'node:crypto';
import type { RunView } from '../../src-main/workspaces/checks/define.ts';

const MANIFEST = 'manifesto.json';
/** Addresses that end with the contract. */
const PROVIDER = /\b(?:s3|gs|wasbs?):\/\/|\barn:aws|amazonaws\.com|googleapis\.com|\bprojects\/[\w-]+\/locations\//;

export interface Pack {
  /** What is wrong, said in the words of the files. */
  faults: string[];
  proofs: { imovel: Record<string, unknown>; preco: number }[];
}

export async function openPack(run: RunView): Promise<Pack> {
  const read = (file: string) => run.artifact(`saida.pacote/${file}`).catch(() => null);
  const faults: string[] = [];
  const manifest = parsed<{ arquivos?: Record<string, string> }>(await read(MANIFEST));
  const promised = Object.entries(manifest?.arquivos ?? {});
  const texts = new Map<string, string>([[MANIFEST, JSON.stringify(manifest)]]);
  for (const [file, digest] of promised) {
    const text = await read(file);
    if (text === null) faults.push(`− ${file}`);
    else if (sha256(text) !== digest) faults.push(`sha256 ≠ ${file}`);
    texts.set(file, text ?? '');
  }
  for (const needed of ['modelo/model.json', 'modelo/MLmodel', 'provas.jsonl']) if (!texts.has(needed)) faults.push(`− ${needed}`);
  const trained = await run.artifact('treino.modelo/model.json').catch(() => null);
  if (texts.has('modelo/model.json') && texts.get('modelo/model.json') !== trained) faults.push('modelo/model.json ≠ treino.modelo');
  for (const [file, text] of texts) {
    const [address] = PROVIDER.exec(text) ?? [];
    if (address !== undefined) faults.push(`${file}: ${address}`);
  }
  const proofs = (texts.get('provas.jsonl') ?? '').split('\n').flatMap((line) => parsed<Pack['proofs'][number]>(line) ?? []);
  return { faults, proofs: proofs.filter(({ imovel, preco }) => typeof imovel === 'object' && typeof preco === 'number') };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? '') as T;
  } catch {
    return null;
  }
}
