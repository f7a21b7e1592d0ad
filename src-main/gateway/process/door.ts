/**
 * `doorOf`, `Door`: a listening socket by itself, without a server on it. A process that holds one accepts nothing, but keeps it open: whoever connects meanwhile
 * waits in the system's queue for a process that does accept. This is what `node:cluster` passes to its workers.
 */
import type { SendHandle } from 'node:child_process';
import type { Server } from 'node:net';

export interface Door {
  close(): void;
}

/** Null where Node has none to give. */
export function doorOf(server: Server): Door | null {
  return (server as unknown as { _handle: Door | null })._handle ?? null;
}

/** As `process.send` wants it: its types know servers only, which would begin to accept on the other side. */
export function sendable(door: Door): SendHandle {
  return door as unknown as SendHandle;
}
