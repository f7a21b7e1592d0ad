import { expect, test } from 'vitest';
import { modelLab, penguins } from '../support/model-lab.ts';
import { steadyTraffic } from '../support/steady-traffic.ts';
import { ownDockerd, whyNoDockerd } from './own-dockerd.ts';

const reason = whyNoDockerd();

test.skipIf(reason !== null)(
  'a service whose container engine is stopped with its containers goes on as a process, and goes back',
  async () => {
    const dockerd = ownDockerd({ published: true });
    const before = process.env.DOCKER_HOST;
    process.env.DOCKER_HOST = `unix://${dockerd.socket}`;
    const lab = modelLab();
    try {
      await dockerd.start();
      await lab.register(penguins(60));
      const { url } = await lab.serving.serve({ target: 'pinguins:1', engine: 'docker' });
      const traffic = steadyTraffic(url!, 40, { massa: 3700, bico: 39.1, ilha: 'Dream' });
      const standing = () => lab.serving.get('pinguins');
      await dockerd.stop();
      await expect.poll(standing, { timeout: 30_000 }).toMatchObject({ status: 'ready', engine: 'process', displacedFrom: 'docker', revision: 1 });
      await dockerd.start();
      await expect.poll(standing, { timeout: 60_000 }).toMatchObject({ status: 'ready', engine: 'docker', displacedFrom: null, revision: 2 });
      const { sent, failed, failures } = await traffic.stop();
      expect(failures).toEqual([]);
      expect(failed).toBe(0);
      expect(sent).toBeGreaterThan(40);
    } finally {
      await lab.close();
      if (before === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = before;
      await dockerd.destroy();
    }
  },
  150_000,
);
