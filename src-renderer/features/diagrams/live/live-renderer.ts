// LiveRenderer: pictures while one types. One request runs, one waits; a newer one replaces the one that waits.
// A picture that takes too long is abandoned together with its worker, the only way to stop the engine.
import type { DiagramResult } from '../engine/render.ts';
import type { DiagramOptions } from '../engine/source.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';

export interface DrawingWorker {
  postMessage(request: WorkerRequest): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerReply>) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
}

interface Job {
  key: string;
  source: string;
  options: DiagramOptions;
  /** undefined: a newer request took its place. */
  settle: (result: DiagramResult | undefined) => void;
}

export interface LiveRendererLimits {
  /** A picture may take this long. */
  timeoutMs: number;
  /** A picture nobody waits for any more may hold up the next one this long. */
  staleMs: number;
  cached: number;
}

const LIMITS: LiveRendererLimits = { timeoutMs: 20_000, staleMs: 2_500, cached: 60 };

export class LiveRenderer {
  readonly #createWorker: () => DrawingWorker;
  readonly #assets: string;
  readonly #limits: LiveRendererLimits;
  readonly #cache = new Map<string, DiagramResult>();
  #worker: DrawingWorker | undefined;
  #running: Job | undefined;
  #waiting: Job | undefined;
  #runId = 0;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  /** The worker has drawn something, so its engine is loaded. */
  #warm = false;
  #hurried = false;

  constructor(createWorker: () => DrawingWorker, assets: string, limits = LIMITS) {
    this.#createWorker = createWorker;
    this.#assets = assets;
    this.#limits = limits;
  }

  /** Resolves with undefined when a newer request made this one needless. */
  render(source: string, options: DiagramOptions): Promise<DiagramResult | undefined> {
    const key = `${options.theme} ${options.language} ${source}`;
    const cached = this.#cache.get(key);
    this.#waiting?.settle(undefined);
    this.#waiting = undefined;
    if (cached) return Promise.resolve(cached);
    return new Promise((settle) => {
      this.#waiting = { key, source, options, settle };
      if (this.#running) this.#hurry();
      else this.#next();
    });
  }

  dispose(): void {
    this.#waiting?.settle(undefined);
    this.#waiting = undefined;
    this.#abandon(undefined);
  }

  #next(): void {
    const job = this.#waiting;
    this.#waiting = undefined;
    if (!job) return;
    const cached = this.#cache.get(job.key);
    if (cached) {
      job.settle(cached);
      return;
    }
    this.#running = job;
    this.#hurried = false;
    this.#worker ??= this.#open();
    this.#deadline = setTimeout(() => this.#abandon({ error: { message: 'timeout' } }), this.#limits.timeoutMs);
    this.#worker.postMessage({ id: ++this.#runId, assets: this.#assets, source: job.source, options: job.options });
  }

  /** The first picture of a worker includes loading the engine: it is not cut short. */
  #hurry(): void {
    if (!this.#warm || this.#hurried) return;
    this.#hurried = true;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#abandon(undefined), this.#limits.staleMs);
  }

  #open(): DrawingWorker {
    const worker = this.#createWorker();
    worker.addEventListener('message', ({ data }) => data.id === this.#runId && this.#finish(data.result));
    worker.addEventListener('error', (event) => worker === this.#worker && this.#abandon({ error: { message: event.message || 'worker' } }));
    return worker;
  }

  #finish(result: DiagramResult): void {
    clearTimeout(this.#deadline);
    const job = this.#running;
    this.#running = undefined;
    this.#warm = true;
    if (job) {
      this.#cache.set(job.key, result);
      const [oldest] = this.#cache.keys();
      if (this.#cache.size > this.#limits.cached && oldest !== undefined) this.#cache.delete(oldest);
      job.settle(result);
    }
    this.#next();
  }

  #abandon(result: DiagramResult | undefined): void {
    clearTimeout(this.#deadline);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#warm = false;
    this.#running?.settle(result);
    this.#running = undefined;
    this.#next();
  }
}
