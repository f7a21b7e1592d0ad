/** Row of the gateway: where it takes orders, and the version of what it was told last. One for all cores of a home. */
import type { Storage } from '../storage/index.ts';

export interface GatewayRow {
  version: number;
  owner: string | null;
  port: number | null;
  token: string | null;
  /** The core that is starting one. */
  starter: string | null;
}

export function createGatewayStore({ db, write }: Storage) {
  const one = db.prepare<[], GatewayRow>('SELECT version, owner, port, token, starter FROM gateway');
  const count = db.prepare('UPDATE gateway SET version = version + 1');
  const claim = db.prepare<[string]>('UPDATE gateway SET starter = ?, owner = NULL');
  const save = db.prepare<[string, number, string]>('UPDATE gateway SET owner = ?, port = ?, token = ?, starter = NULL');
  const adopt = db.prepare<[string, number]>('UPDATE gateway SET owner = ? WHERE port = ?');
  const forget = db.prepare<[string]>('UPDATE gateway SET owner = NULL WHERE owner = ?');
  const release = db.prepare<[string]>('UPDATE gateway SET starter = NULL WHERE starter = ?');

  return {
    row: () => one.get()!,
    /** Marks that this core starts one, unless one runs or another core is at it. */
    claim: (starter: string, isBusy: (row: GatewayRow) => boolean) =>
      write(() => {
        if (isBusy(one.get()!)) return false;
        claim.run(starter);
        return true;
      }),
    save: (owner: string, port: number, token: string) => write(() => save.run(owner, port, token)),
    /** The partner that answers at this port now. */
    adopt: (owner: string, port: number) => write(() => adopt.run(owner, port)),
    forget: (owner: string) => write(() => forget.run(owner)),
    release: (starter: string) => write(() => release.run(starter)),
    /** Reads `what` and numbers it, at one moment for all cores. */
    numbered: <T>(what: () => T) =>
      write(() => {
        count.run();
        return { version: one.get()!.version, what: what() };
      }),
  };
}
