import type { Page } from '@playwright/test';
import { expect, test, Workspace } from './app.js';
import type { RunningApp } from './app.js';

// One start for all of them: none leaves anything behind, or it would be a fault.
let workspace: Workspace;
let started: RunningApp;

test.beforeAll(async () => {
  workspace = new Workspace();
  started = await workspace.start();
});

test.afterAll(async () => {
  await workspace.dispose();
});

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string };
}

function call(page: Page, name: unknown, request: unknown): Promise<Answer> {
  return page.evaluate(
    ([callName, body]) =>
      (window as unknown as { keepsight: { call(a: unknown, b: unknown): Promise<Answer> } }).keepsight.call(
        callName,
        body,
      ),
    [name, request] as const,
  );
}

test('the page is sandboxed: no Node, no Electron, a bridge of three functions', async () => {
  const { app, page } = started;
  const reach = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { keepsight: object }).keepsight).sort(),
    require: typeof (window as { require?: unknown }).require,
    process: typeof (window as { process?: unknown }).process,
    module: typeof (window as { module?: unknown }).module,
  }));
  expect(reach).toEqual({
    bridge: ['call', 'on', 'pathForFile'],
    require: 'undefined',
    process: 'undefined',
    module: 'undefined',
  });
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
});

test('bad payloads are refused before anything looks at them', async () => {
  const { page } = started;
  for (const [name, request] of [
    ['tags', { surplus: true }],
    ['photoDetails', { locationId: '1 OR 1=1' }],
    ['addLibrary', { rootPath: 7 }],
    ['__proto__', {}],
    ['constructor', {}],
    [{ toString: 'tags' }, {}],
    ['shutdown', {}],
    ['setAvailability', []],
    ['filePlace', { locationId: 1 }],
  ] as const) {
    expect(await call(page, name, request), JSON.stringify(name)).toMatchObject({
      ok: false,
      error: { code: 'invalid_request' },
    });
  }
  expect(await call(page, 'tags', {})).toMatchObject({ ok: true });
});

test('a foreign page is not answered, even with the bridge in its hands', async () => {
  const { app, page } = started;
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete');
  const answer = await app.evaluate(async ({ BrowserWindow, app: electronApp }) => {
    const preload = `${electronApp.getAppPath()}/out/preload/index.cjs`;
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await foreign.loadURL('data:text/html,<p>foreign');
    const result: unknown = await foreign.webContents.executeJavaScript('keepsight.call("libraries", {})');
    foreign.destroy();
    return result;
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

test('navigation, new windows and permissions are denied', async () => {
  const { app, page } = started;
  const before = page.url();
  await page.evaluate(() => {
    window.open('file:///etc/passwd');
    window.open('http://127.0.0.1:1/');
    const link = document.createElement('a');
    link.href = 'file:///etc/passwd';
    document.body.append(link);
    link.click();
    window.location.href = 'data:text/html,<p>away';
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const denied = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: unknown) => (error as Error).name,
    ),
  }));
  expect(denied.notifications).toBe('denied');
  expect(denied.camera).not.toBe('granted');
});

test('media:// and the network reach nothing that is not a photo of a library', async () => {
  const { page } = started;
  const reached = await page.evaluate(async () => {
    const urls = [
      'media://original/../../../etc/passwd',
      'media://original/%2Fetc%2Fpasswd',
      'media://original//etc/passwd',
      'media://original/1',
      'media://thumb/../keepsight.db',
      'media://file/etc/passwd',
      'app://keepsight/..%2f..%2fpackage.json',
      'app://keepsight/%2e%2e/main/index.cjs',
      'app://other/index.html',
      'file:///etc/passwd',
      'http://127.0.0.1:1/',
    ];
    const load = (url: string): Promise<boolean> =>
      fetch(url).then(
        (response) => response.ok,
        () => false,
      );
    return Promise.all(urls.map(async (url) => [url, await load(url)] as const));
  });
  expect(reached.filter(([, isOk]) => isOk)).toEqual([]);
});

test('no script runs that is not the app’s own', async () => {
  const { page } = started;
  const ran = await page.evaluate(async () => {
    const target = window as unknown as { injected?: boolean };
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.injected = true');
    image.src = 'media://thumb/0';
    document.body.append(image);
    await new Promise((done) => setTimeout(done, 300));
    image.remove();
    let evaluated = false;
    try {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the policy forbids it
      evaluated = new Function('return true')() as boolean;
    } catch {
      evaluated = false;
    }
    return { injected: target.injected === true, evaluated };
  });
  expect(ran).toEqual({ injected: false, evaluated: false });
});
