/** Handlers of the contract's `features`. */
import { procedures } from '../common/procedures.ts';
import { featuresContract } from '../contract/features.ts';
import type { Features } from './features.ts';

export function featuresRouter(features: Features) {
  const implement = procedures(featuresContract);
  return implement.router({
    list: implement.list.handler(() => features.list()),
    get: implement.get.handler(({ input }) => features.get(input.store)),
    plan: implement.plan.handler(({ input }) => features.plan(input.text, input.file)),
    apply: implement.apply.handler(({ input }) => features.apply(input.text, input.file)),
    remove: implement.remove.handler(({ input }) => features.remove(input.store)),
    ingest: implement.ingest.handler(({ input, signal }) => features.ingest(input.store, input.source, input.path, { signal })),
    history: implement.history.handler(({ input: { store, ...about }, signal }) => features.history(store, about, { signal })),
    materialize: implement.materialize.handler(({ input, signal }) => features.materialize(input.store, input.until, { signal })),
    online: implement.online.handler(({ input }) => features.online(input.store, input.keys, input.at)),
    chooseOnline: implement.chooseOnline.handler(({ input }) => features.chooseOnline(input.store, input.to)),
    push: implement.push.handler(({ input }) => features.push(input.store, input.source, input.rows)),
    skew: implement.skew.handler(({ input: { store, ...about }, signal }) => features.skew(store, about, { signal })),
    door: implement.door.handler(({ input }) => features.door(input.store)),
    openDoor: implement.openDoor.handler(({ input }) => features.openDoor(input.store)),
    shutDoor: implement.shutDoor.handler(({ input }) => features.shutDoor(input.store)),
  });
}
