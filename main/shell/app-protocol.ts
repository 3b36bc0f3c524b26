/** `app://keepsight/…`: the built page. A scheme of our own has an origin of its own and none of `file:`'s reach. */
import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';

export const APP_SCHEME = 'app';
export const APP_URL = `${APP_SCHEME}://keepsight/index.html`;

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export function createAppHandler(rendererFolder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'keepsight') return new Response(null, { status: 404 });
    const path = join(rendererFolder, decodeURIComponent(url.pathname));
    const way = relative(rendererFolder, path);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return new Response(null, { status: 403 });
    const mimeType = mimeTypes[extname(path)];
    if (mimeType === undefined) return new Response(null, { status: 404 });
    try {
      return new Response(await readFile(path), {
        headers: { 'Content-Type': mimeType, 'X-Content-Type-Options': 'nosniff' },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  };
}
