import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatSeconds } from '../setup/log.mjs';

/** Writes `report.html`, one page that needs nothing but the pictures beside it. Returns its path. */
export async function writeReport(target, { steps, samples, runtime, tookMs }) {
  const path = join(target, 'report.html');
  const figures = steps.map(
    ({ title, text, file }, index) => `
    <figure>
      <figcaption><b>${index + 1}. ${escape(title)}</b> ${escape(text)}</figcaption>
      <a href="screenshots/${file}"><img src="screenshots/${file}" alt="${escape(title)}" loading="lazy"></a>
    </figure>`,
  );
  await writeFile(
    path,
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Keepsight: a tour</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 1120px; margin: 40px auto; padding: 0 24px; }
  figure { margin: 40px 0; }
  figcaption { margin-bottom: 10px; }
  img { width: 100%; border-radius: 6px; box-shadow: 0 1px 3px #0006; display: block; }
</style>
<h1>Keepsight: a tour</h1>
<p>The built app on Electron ${escape(runtime.electronVersion)}, worked by a script: ${samples.count} generated sample
photos in two libraries, ${samples.copies.length} of them in both under different names. The run took
${formatSeconds(tookMs)}.</p>
${figures.join('\n')}
</html>
`,
  );
  return path;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
