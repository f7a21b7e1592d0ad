// Os atributos, num lugar só. Este arquivo vai dentro do modelo: o serviço e o lote rodam estas mesmas linhas.
// Uma linha entra, uma linha sai: nada de médias da tabela, de relógio ou de contadores, que mudam de um pedido para outro.
// Por viajar sozinho, ele não importa nenhum outro arquivo.

type Valor = string | number | boolean | null;

export function transform(linha: Record<string, Valor>): Record<string, Valor> {
  const area = Number(linha.area);
  const quartos = Number(linha.quartos);
  const banheiros = Number(linha.banheiros);
  const bairro = String(linha.bairro);
  return {
    area,
    quartos,
    banheiros,
    idade: Number(linha.idade),
    garagem: Number(linha.garagem),
    area_por_quarto: area / quartos,
    comodos: quartos + banheiros,
    bairro,
  };
}
