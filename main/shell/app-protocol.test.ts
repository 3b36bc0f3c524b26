import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { createAppHandler } from './app-protocol.js';

const folder = temporaryFolder();
const renderer = join(folder, 'renderer');
mkdirSync(renderer);
writeFileSync(join(renderer, 'index.html'), '<p>page');
writeFileSync(join(folder, 'secret.html'), 'secret');
writeFileSync(join(renderer, 'data.bin'), 'x');
const handle = createAppHandler(renderer);
const status = async (url: string): Promise<number> => (await handle(new Request(url))).status;

describe('the app protocol', () => {
  it('serves the built page', async () => {
    const response = await handle(new Request('app://keepsight/index.html'));
    expect([response.status, await response.text()]).toEqual([200, '<p>page']);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('serves nothing outside its folder, of another host or of an unknown type', async () => {
    expect(await status('app://keepsight/..%2fsecret.html')).toBe(403);
    expect(await status('app://keepsight/%2e%2e/secret.html')).not.toBe(200);
    expect(await status('app://other/index.html')).toBe(404);
    expect(await status('app://keepsight/data.bin')).toBe(404);
    expect(await status('app://keepsight/missing.js')).toBe(404);
  });
});
