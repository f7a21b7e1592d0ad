/** Temperatura de bulbo úmido (°C) pela fórmula de Stull (2011), de temperatura do ar (°C) e umidade relativa (%). */
export function bulboUmido(temperatura: number, umidade: number): number {
  return (
    temperatura * Math.atan(0.151977 * Math.sqrt(umidade + 8.313659)) +
    Math.atan(temperatura + umidade) -
    Math.atan(umidade - 1.676331) +
    0.00391838 * umidade ** 1.5 * Math.atan(0.023101 * umidade) -
    4.686035
  );
}
