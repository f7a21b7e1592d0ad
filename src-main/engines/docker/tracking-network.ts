/**
 * `trackingNetwork`: where steps that ask for tracking reach the lab and nothing beyond this computer: an internal bridge, on whose own address
 * the lab listens. An engine in a virtual machine has no address of this computer: its steps take the ordinary bridge and the engine's own name for us.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Reach } from '../engine.ts';
import type { ContainerClient } from './client.ts';

export interface TrackingNetwork {
  readonly reach: Reach;
  readonly mode: string;
  readonly extraHosts: string[];
}

const hostName = 'host.docker.internal';

export async function trackingNetwork(client: ContainerClient, homeId: string): Promise<TrackingNetwork> {
  const name = trackingNetworkName(homeId);
  await client.ensureNetwork(name, { 'bancada.home': homeId }, true);
  const gateway = await client.gateway(name);
  if (gateway !== null && (await isOurs(gateway))) {
    return { reach: { listen: gateway, name: hostName }, mode: name, extraHosts: [`${hostName}:${gateway}`] };
  }
  return { reach: { listen: '127.0.0.1', name: hostName }, mode: 'bridge', extraHosts: [] };
}

export function trackingNetworkName(homeId: string): string {
  return `bancada-tracking-${homeId}`;
}

/** A bridge that nobody is on yet is not among the interfaces that are up, but its address can be bound. */
async function isOurs(address: string): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind(0, address);
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    socket.close();
  }
}
