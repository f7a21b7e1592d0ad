// Quem treina e quem avalia. A decisão depende só do e-mail e da semente: a mesma entrada cai sempre do mesmo lado, em qualquer máquina.
import { createHash } from 'node:crypto';

const FRACAO_DE_TESTE = 0.25;

export function ehDeTeste(id: string, semente: number): boolean {
  const sorteio = createHash('sha256').update(`${semente}:${id}`).digest().readUInt32BE(0) / 2 ** 32;
  return sorteio < FRACAO_DE_TESTE;
}
