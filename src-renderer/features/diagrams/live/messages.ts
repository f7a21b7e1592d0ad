// What the page and the diagram worker say to each other.
import type { DiagramResult } from '../engine/render.ts';
import type { DiagramOptions } from '../engine/source.ts';

export interface WorkerRequest {
  id: number;
  /** Where plantuml.js, viz-global.js and c4.json lie; ends with a slash. */
  assets: string;
  source: string;
  options: DiagramOptions;
}

export interface WorkerReply {
  id: number;
  result: DiagramResult;
}
