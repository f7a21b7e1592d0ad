/** Channels: who is told of alerts. What is to be told is written with the alert (`tell`), sent by the courier, and stays with what became of it. */
import type { Core } from '../common/core.ts';
import type { Alert } from '../contract/alerts.ts';
import type { Channel, ChannelView, Delivery } from '../contract/channels.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Locale } from '../contract/messages/index.ts';
import { createCourier, type Desktop } from './courier.ts';
import { messageOf, testMessage } from './message.ts';
import { createChannelStore, type DeliveryRow } from './store.ts';

export interface Channels {
  /** Inside a write of somebody else: the alert and who is told of it are one. `only`: names of channels, all when null. */
  tell(alert: Alert, event: 'fired' | 'worsened' | 'resolved', only: readonly string[] | null, at: number): void;
  wake(): void;
  /** Shows the desktop's notifications from now on. */
  carry(desktop: Desktop): void;
  list(): ChannelView[];
  save(channel: Channel, secret: string | null | undefined): Promise<ChannelView[]>;
  remove(name: string): Promise<ChannelView[]>;
  test(name: string): Promise<{ id: string }>;
  deliveries(filter: { channel?: string | undefined; alert?: string | undefined; limit: number }): Delivery[];
  retry(id: string): Promise<Delivery[]>;
  notices(): Delivery[];
  takeDesktop(): Promise<Delivery[]>;
  close(): Promise<void>;
}

const ranks = { info: 0, warning: 1, critical: 2 };
const shownNotices = 20;

export function createChannels(core: Pick<Core, 'storage' | 'clock' | 'changes' | 'log'>, { locale }: { locale(): Locale }): Channels {
  const { clock, changes, storage } = core;
  const store = createChannelStore(storage);
  const courier = createCourier(core, store);
  const news = (id?: string) => changes.publish({ topic: 'channels', ...(id !== undefined && { id }) });

  function known(name: string): Channel {
    const all = store.all();
    const found = all.find(({ channel }) => channel.name === name);
    if (!found) throw new BancadaError('CHANNEL_NOT_FOUND', { name, known: all.map(({ channel }) => channel.name).join(', ') });
    return found.channel;
  }
  function list(): ChannelView[] {
    const counts = store.counts();
    return store.all().map(({ channel, secret }) => ({
      ...channel,
      secret: secret === null ? null : secret.startsWith('env:') ? secret : '•••',
      ...(counts.get(channel.name) ?? { waiting: 0, failed: 0 }),
    }));
  }
  function view({ id, seq, channel, alert, event, message, status, createdAt, nextAt, endedAt, attempts }: DeliveryRow): Delivery {
    const { title, body } = message;
    const isNext = status === 'waiting' && attempts > 0;
    return { id, seq, channel, alert, event, title, body, status, createdAt, nextAt: isNext ? nextAt : null, endedAt, attempts: store.attempts(id) };
  }

  return {
    tell(alert, event, only, at) {
      const message = messageOf(alert, event, locale(), at);
      // An end is told to those who heard of the beginning: a channel that was made since did not.
      const heard = event === 'resolved' ? store.toldOf(alert.id) : null;
      for (const { channel } of store.all()) {
        const { name, enabled, least, resolved, target } = channel;
        const isWanted =
          enabled &&
          ranks[alert.severity] >= ranks[least] &&
          (only === null || only.includes(name)) &&
          (heard === null || (resolved && heard.has(name)));
        if (isWanted) store.add(name, { alert: alert.id, event, message, delivered: target.kind === 'app' }, at);
      }
    },
    wake() {
      courier.wake();
      news();
    },
    carry: courier.carry,
    list,
    async save(channel, given) {
      const before = store.all().find((entry) => entry.channel.name === channel.name);
      const { kind } = channel.target;
      if (before && before.channel.target.kind !== kind && ['app', 'desktop'].includes(channel.name))
        throw new BancadaError('PARAM_INVALID', {
          name: 'target.kind',
          value: kind,
          expected: before.channel.target.kind,
          example: before.channel.target.kind,
        });
      const secret = given === undefined ? (before?.secret ?? null) : given;
      if (kind === 'slack' && !/^(https?:\/\/|env:)/.test(secret ?? ''))
        throw new BancadaError('PARAM_INVALID', { name: 'secret', value: '•••', expected: 'https://… | env:NAME', example: 'env:SLACK_URL' });
      await store.save(channel, secret);
      news(channel.name);
      courier.wake();
      return list();
    },
    async remove(name) {
      known(name);
      await store.remove(name, clock.now());
      news(name);
      return list();
    },
    async test(name) {
      const { target } = known(name);
      const at = clock.now();
      const about = { alert: null, event: 'test' as const, message: testMessage(locale(), at), delivered: target.kind === 'app' };
      const id = await storage.write(() => store.add(name, about, at));
      news(name);
      courier.wake();
      return { id };
    },
    deliveries: ({ channel = null, alert = null, limit }) => store.list(channel, alert, limit).map(view),
    async retry(id) {
      const row = store.one(id);
      if (!row) throw new BancadaError('CHANNEL_NOT_FOUND', { name: id, known: '—' });
      await store.retry(id, clock.now());
      news(row.channel);
      courier.wake();
      return store.list(row.channel, null, 50).map(view);
    },
    notices: () => store.list('app', null, shownNotices).map(view).reverse(),
    async takeDesktop() {
      const names = new Set(store.all().flatMap(({ channel }) => (channel.target.kind === 'desktop' ? [channel.name] : [])));
      const at = clock.now();
      const taken: DeliveryRow[] = [];
      for (const row of store.open().filter(({ channel }) => names.has(channel))) {
        if (!(await store.claim(row.id, 'window', ({ status }) => status === 'waiting'))) continue;
        await store.settle(row.id, { status: 'delivered', nextAt: at, endedAt: at }, { at, ms: 0, answer: null, error: null });
        taken.push(row);
      }
      if (taken.length > 0) news();
      return taken.flatMap(({ id }) => store.one(id) ?? []).map(view);
    },
    close: courier.close,
  };
}
