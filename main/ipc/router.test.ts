import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../preload/contract/errors.js';
import { createRouter } from './router.js';

function setUp() {
  const engine = vi.fn(() => Promise.resolve(ok('engine')));
  const reader = vi.fn(() => Promise.resolve(ok('reader')));
  const shell = vi.fn(() => Promise.resolve(ok('shell')));
  return { engine, reader, shell, route: createRouter({ engine, reader, shell }, () => undefined) };
}

describe('the router', () => {
  it('hands a call to who answers it', async () => {
    const { route, engine, reader } = setUp();
    expect(await route('tags', {})).toEqual(ok('reader'));
    expect(await route('renameLibrary', { libraryId: 3, name: 'A' })).toEqual(ok('engine'));
    expect(reader).toHaveBeenCalledWith('tags', {});
    expect(engine).toHaveBeenCalledWith('renameLibrary', { libraryId: 3, name: 'A' });
  });

  it.each([
    ['noSuchCall', {}],
    ['toString', {}],
    ['__proto__', {}],
    [7, {}],
    [null, {}],
    ['tags', undefined],
    ['tags', { extra: 1 }],
    ['photoDetails', { locationId: '1; DROP TABLE tags' }],
    ['photoDetails', { locationId: 1.5 }],
    ['photoDetails', { locationId: -1 }],
    ['tagPhotos', { locationIds: [], name: 'a' }],
    ['tagPhotos', { locationIds: [1], name: 'a'.repeat(1001) }],
    ['gridModel', { view: { libraryId: null, tagId: null, filter: 'everything' }, limit: null }],
    ['addLibrary', { rootPath: '' }],
    ['addLibrary', { rootPath: '/a', acceptBroadRoot: 'yes' }],
  ])('refuses %s with %j as invalid', async (name, request) => {
    const { route, engine, reader, shell } = setUp();
    expect(await route(name, request)).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
    for (const answer of [engine, reader, shell]) expect(answer).not.toHaveBeenCalled();
  });
});
