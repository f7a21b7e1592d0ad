/** `nameOf`: `Voos de 2024 (São Paulo).csv` → `Voos-de-2024-Sao-Paulo`, as a set may be called. */
export function nameOf(fileName: string): string {
  return fileName
    .replace(/\.[^.]+$/, '')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w.-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 100);
}
