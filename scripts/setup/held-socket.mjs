/**
 * `holdSocket`: a port that already listens while the web host is still on its way. The browser starts at the same time as the host:
 * what it asks for waits in the socket until the host, which inherits it, answers.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';

/** Null where a program cannot inherit a socket, or the port is taken: then the host listens by itself and says what is wrong. */
export async function holdSocket(port = 0) {
  if (process.platform === 'win32') return null;
  const server = createServer();
  const listening = new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  server.listen(port, '127.0.0.1');
  try {
    await listening;
  } catch {
    return null;
  }
  const token = randomBytes(32).toString('base64url');
  // Node names the descriptor nowhere in public; without it the host opens its own socket.
  const fd = server._handle?.fd;
  if (!(fd > 2)) {
    server.close();
    return null;
  }
  return { fd, token, release: () => server.close(), url: `http://127.0.0.1:${server.address().port}/?token=${token}` };
}
