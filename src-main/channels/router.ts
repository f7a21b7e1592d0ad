import { procedures } from '../common/procedures.ts';
import { channelsContract } from '../contract/channels.ts';
import type { Channels } from './index.ts';

export function channelsRouter(channels: Channels) {
  const implement = procedures(channelsContract);
  return implement.router({
    list: implement.list.handler(() => channels.list()),
    save: implement.save.handler(({ input: { secret, ...channel } }) => channels.save(channel, secret)),
    remove: implement.remove.handler(({ input }) => channels.remove(input.name)),
    test: implement.test.handler(({ input }) => channels.test(input.name)),
    deliveries: implement.deliveries.handler(({ input }) => channels.deliveries(input)),
    retry: implement.retry.handler(({ input }) => channels.retry(input.id)),
    notices: implement.notices.handler(() => channels.notices()),
    takeDesktop: implement.takeDesktop.handler(() => channels.takeDesktop()),
  });
}
