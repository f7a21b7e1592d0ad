/** `lines`: the JSON messages of a connection, one a line. A line that is none ends it. */
import type { Socket } from 'node:net';

const longest = 8 * 1024 * 1024;

export function lines(socket: Socket, heard: (message: unknown) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop()!;
    if (rest.length > longest) socket.destroy();
    for (const part of parts) {
      try {
        heard(JSON.parse(part));
      } catch {
        socket.destroy();
        return;
      }
    }
  });
}
