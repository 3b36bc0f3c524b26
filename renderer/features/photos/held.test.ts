import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startHolding, whenLetGo } from './held.js';

let stop: () => void;
beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
  stop = startHolding((target) => target === window);
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

function happen(type: string, about: object = {}): void {
  window.dispatchEvent(Object.assign(new Event(type), about));
}

async function isHeld(): Promise<boolean> {
  const answer = await Promise.race([whenLetGo().then(() => 'free'), new Promise((done) => setTimeout(done, 5))]);
  return answer !== 'free';
}

it('holds while a photo is pressed, and not for other buttons', async () => {
  expect(await isHeld()).toBe(false);
  happen('mousedown', { button: 2 });
  expect(await isHeld()).toBe(false);
  happen('mousedown', { button: 0 });
  happen('mousemove', { buttons: 1 });
  expect(await isHeld()).toBe(true);
  happen('mouseup');
  expect(await isHeld()).toBe(false);
});

it.each(['drop', 'dragend', 'blur'])('holds while something is dragged, until %s', async (type) => {
  happen('dragstart');
  expect(await isHeld()).toBe(true);
  happen(type);
  expect(await isHeld()).toBe(false);
});

it('lets go when a drag ended that nobody was told of', async () => {
  happen('dragstart');
  happen('mousemove', { buttons: 0 });
  expect(await isHeld()).toBe(false);
});

it('lets go of whoever waits when it ends itself', async () => {
  happen('mousedown', { button: 0 });
  const waiting = whenLetGo();
  stop();
  await waiting;
});
