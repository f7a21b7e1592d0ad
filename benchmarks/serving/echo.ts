/** A bare fastify that answers with the body it was sent: what no server on fastify can beat. */
import Fastify from 'fastify';

const app = Fastify();
app.get('/readyz', async () => ({ ready: true }));
app.post('/v2/models/forest/infer', async (request) => request.body);
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
