/** `sendOn`: a window was opened on a held socket, but a host runs in this home already: the window is sent there. Until we are told to stop. */
import { createServer } from 'node:http';
import type { HeldSocket } from './index.ts';

export function sendOn({ fd, token }: HeldSocket, url: string): void {
  createServer((request, response) => {
    const given = new URLSearchParams(request.url?.split('?')[1]).get('token');
    if (given === token) response.writeHead(302, { location: url });
    else response.writeHead(401);
    response.end();
  }).listen({ fd });
}
