/** One way of finding a container engine on this computer. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly homeDir: string;
  readonly uid: number;
}

export type Address = { socketPath: string } | { host: string; port: number };

export interface Strategy {
  readonly way: string;
  /** Where an engine may listen, or why this way leads nowhere here. */
  find(around: Surroundings): Address[] | { refused: string };
}
