/** Every call of the renderer: schema → answerer → result envelope → slow log. The sender was checked before. */
import { api } from '../../preload/contract/api.js';
import type { Answerer, CallName } from '../../preload/contract/api.js';
import { fail } from '../../preload/contract/errors.js';
import type { Result } from '../../preload/contract/errors.js';
import type { Log } from '../core/log.js';

export type Answer = (name: CallName, request: unknown) => Promise<Result<unknown>>;
export type Router = (name: unknown, request: unknown) => Promise<Result<unknown>>;

const slowCallMillis = 100;

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(api, name);
}

export function createRouter(answerers: Readonly<Record<Answerer, Answer>>, log: Log): Router {
  return async (name, request) => {
    if (!isCallName(name)) return fail('invalid_request', 'There is no such call.');
    const parsed = api[name].request.safeParse(request);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
      return fail(
        'invalid_request',
        `${name} was called with something it does not take${where}: ${issue?.message ?? ''}`,
      );
    }
    const startedAtMs = performance.now();
    const result = await answerers[api[name].by](name, parsed.data);
    const tookMillis = performance.now() - startedAtMs;
    if (tookMillis > slowCallMillis) log('debug', 'slow answer', { name, tookMillis: Math.round(tookMillis) });
    return result;
  };
}
