// O que cada camada promete à de cima. Só tipos: nenhuma camada conhece a implementação da outra.

import type { ClassificationReport, Field, Lab, Prediction, Row, ServiceDefinition } from '@bancada/sdk';

/** Camada 1: as medições como estão na fonte, em ordem de tempo. Lacuna é null; número é número; sensacao é texto. */
export interface Dados {
  linhas(): Row[];
}

/** Camada 2: o mesmo tratamento para o treino e para o pedido. */
export interface Features {
  /** Todas as medições tratadas, com a coluna sensacao. Nenhuma linha se perde. */
  treino(): Row[];
  /** Linhas de um pedido, tratadas pelo mesmo código, sem sensacao. */
  preparar(linhas: readonly Row[]): Row[];
  numericas: readonly string[];
  categoricas: readonly string[];
  /** O que um pedido traz. */
  campos: readonly Field[];
}

/** Camada 3: ajusta, avalia e prevê; só ela sabe qual é o algoritmo. */
export interface Modelo {
  treinar(semente: number): Promise<void>;
  /** Validação cruzada de 5 partes. */
  avaliar(semente: number): Promise<ClassificationReport>;
  /** Recebe linhas cruas, como vêm no pedido. */
  prever(linhas: readonly Row[]): Prediction[];
  algoritmo: string;
  campos: readonly Field[];
}

/** Camada 4: os casos de uso. */
export interface Aplicacao {
  /** Treina e só então fica pronta para prever. */
  iniciar(semente: number): Promise<void>;
  relatorio(semente: number): Promise<Relatorio>;
  /** Uma previsão por pedido. Antes de iniciar é um erro. */
  prever(pedidos: readonly Row[]): Prediction[];
  campos: readonly Field[];
}

export interface Relatorio extends ClassificationReport {
  algoritmo: string;
}

/** Camada 5: fala HTTP e mais nada. */
export interface Api {
  definicao(): ServiceDefinition;
  atender(lab: Lab): Promise<void>;
}

export interface Config {
  dados: { fonte: 'csv' | 'diario' };
  features: { janela: number };
  modelo: { algoritmo: 'svm' | 'random_forest' | 'logistic_regression'; parametros: Record<string, Record<string, number>> };
}
