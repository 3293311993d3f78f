import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import type { Browser, Tab } from './tab.ts';
import { until } from './tab.ts';

/** Codes that WebDriver has for keys without a letter. */
const KEYS: Record<string, string> = {
  ArrowRight: '\uE014',
  ArrowLeft: '\uE012',
  Escape: '\uE00C',
  PageDown: '\uE00F',
};

/** Starts WebKitGTK on a screen of its own, driven by WebDriver. */
export async function startWebKit(driver: string): Promise<Browser> {
  const port = await freePort();
  // The group's leader: its end takes the screen and the browser with it.
  const child = spawn('xvfb-run', ['-a', '-s', '-screen 0 1280x900x24', driver, `--port=${port}`], {
    detached: true,
    stdio: 'ignore',
  });
  const end = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  };
  process.once('exit', end);
  const address = `http://127.0.0.1:${port}`;
  try {
    await until('WebKitWebDriver', () =>
      ask(address, 'GET', '/status').then(
        () => true,
        () => undefined,
      ),
    );
    const args = ['--automation'];
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { args } } };
    const { sessionId } = (await ask(address, 'POST', '/session', { capabilities })) as { sessionId: string };
    const session = `${address}/session/${sessionId}`;
    await ask(session, 'POST', '/timeouts', { script: 60_000, pageLoad: 60_000 });
    const handle = (await ask(session, 'GET', '/window')) as string;
    return {
      tab: tabOf(session, handle),
      async close() {
        await ask(session, 'DELETE', '').catch(() => {});
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

function tabOf(session: string, handle: string): Tab {
  const here = () => ask(session, 'POST', '/window', { handle });
  return {
    async goto(url) {
      await here();
      await ask(session, 'POST', '/url', { url });
    },
    async key(name) {
      await here();
      const value = KEYS[name] ?? name;
      const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
      await ask(session, 'POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    async call(inPage, ...args) {
      await here();
      const script = `const [done, ...args] = [...arguments].reverse();
        Promise.resolve((${inPage.toString()})(...args.reverse())).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = (await ask(session, 'POST', '/execute/async', { script, args })) as {
        value: never;
        error?: string;
      };
      if (answer.error) throw new Error(answer.error);
      return answer.value ?? (undefined as never);
    },
    async another() {
      const opened = (await ask(session, 'POST', '/window/new', { type: 'window' })) as { handle: string };
      return tabOf(session, opened.handle);
    },
    async close() {
      await here();
      await ask(session, 'DELETE', '/window');
    },
  };
}

async function ask(address: string, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(address + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = (await answer.json()) as { value: { error?: string; message?: string } };
  if (!answer.ok) throw new Error(`${path}: ${value.error} ${value.message}`);
  return value;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
