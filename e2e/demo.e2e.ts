import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

test('npm start -- --demo shows the main job on sample photos, and leaves a picture of each step', async () => {
  const folder = join('artifacts', 'demo');
  const { stderr } = await promisify(execFile)('npm', ['start', '--silent', '--', '--demo'], { timeout: 280_000 });
  expect(stderr).toContain('done in');
  const report = readFileSync(join(folder, 'report.html'), 'utf8');
  const pictures = [...report.matchAll(/<img src="([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(pictures.length).toBeGreaterThan(8);
  // One colour all over would be smaller.
  for (const picture of pictures) expect(statSync(join(folder, picture)).size, picture).toBeGreaterThan(20_000);
});
