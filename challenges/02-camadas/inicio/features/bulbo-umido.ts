/** Temperatura de bulbo úmido (°C), de temperatura do ar (°C) e umidade relativa (%). */
export function bulboUmido(temperatura: number, _umidade: number): number {
  // Tarefa: a fórmula de Stull está no enunciado.
  return temperatura;
}
