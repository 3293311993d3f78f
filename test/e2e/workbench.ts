import type { Locator, Page } from '@playwright/test';
import { barriers } from './barriers.ts';
import { expect, open } from './fixtures.ts';

/** Milliseconds a test with Python in it may take: a cold start alone can take half a minute on a busy machine. */
export const LONG = 240_000;
/** Milliseconds for one thing that Python does, its start included. */
export const PYTHON = { timeout: 90_000 };

/** Words of a button, in the page's language. */
interface Names {
  run: string;
  stop: string;
}
const ENGLISH: Names = { run: 'Run', stop: 'Stop' };
export const CHINESE: Names = { run: '运行', stop: '停止' };

/** An editor whose code runs, as a learner uses it. */
export class Workbench {
  readonly page: Page;
  readonly root: Locator;
  readonly stage: Locator;
  readonly outcome: Locator;
  readonly output: Locator;
  /** The output of later steps, in grey. */
  readonly later: Locator;
  readonly code: Locator;
  private readonly names: Names;

  constructor(page: Page, root: Locator, names = ENGLISH) {
    this.page = page;
    this.root = root;
    this.names = names;
    this.stage = root.locator('[data-stage]');
    this.outcome = root.locator('.wb-outcome');
    this.output = root.locator('[data-output]');
    this.later = root.locator('.st-later');
    this.code = root.locator('.ed-plain:not(.ed-away) textarea');
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  async write(program: string): Promise<void> {
    await this.code.fill(program);
  }

  /** Presses Run; {@link over} waits for the end. */
  async start(): Promise<void> {
    await this.button(this.names.run).click();
    await expect(this.outcome).toHaveCount(0);
  }

  async over(): Promise<void> {
    await expect(this.button(this.names.run)).toBeVisible(PYTHON);
    await expect(this.outcome).not.toBeEmpty();
  }

  /** The sentence about the last run. */
  said = async (): Promise<string> => (await this.outcome.innerText()).trim();

  printed = async (): Promise<string> => (await this.output.locator('pre').innerText()).trim();

  async run(program?: string): Promise<void> {
    if (program !== undefined) await this.write(program);
    await this.button(this.names.run).click();
    await this.over();
  }

  async stop(): Promise<void> {
    await this.button(this.names.stop).click();
    await this.over();
  }

  /** Python is as good as new: the next program does what it says, and the code that is there is the learner's. */
  async works(): Promise<void> {
    await this.run('print(6 * 7)\n');
    await expect(this.output).toHaveText('42');
    await expect(this.code).toHaveValue('print(6 * 7)\n');
  }

  /** Shows the search, where it has a part of the page for itself. Returns whether it has begun by that. */
  async toSearch(): Promise<boolean> {
    const part = this.button('Find a failing schedule');
    const hidden = (await part.count()) > 0 && (await part.getAttribute('aria-pressed')) === 'false';
    if (hidden) await part.click();
    return hidden;
  }

  async search(): Promise<void> {
    if (!(await this.toSearch())) await this.button('Find a schedule that breaks it').click();
    await expect(this.root.locator('[data-search=done] p').first()).toBeVisible(PYTHON);
  }

  /** The position of the stage: steps taken, and steps there are. */
  async place(): Promise<[step: number, of: number]> {
    const text = await this.stage.getByText(/^step \d+ of \d+$/).textContent();
    const [step, of] = text!.match(/\d+/g)!.map(Number);
    return [step!, of!];
  }

  async stepTo(end: 'Home' | 'End'): Promise<void> {
    await this.stage.getByRole('slider').first().press(end);
  }

  /** Runs axe on it, in both themes: the second changes colours, and nothing else. */
  async barriers(): Promise<string[]> {
    const found: string[] = [];
    for (const [theme, colours] of [['dark'], ['light', 'only']] as const) {
      await this.page.locator(`input[name="theme"][value="${theme}"]`).check({ force: true });
      const wrong = await barriers(this.page, { within: '[data-workbench]', colours });
      found.push(...wrong.map((text) => `${theme}: ${text}`));
    }
    // Keys are for the stage again.
    await this.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    return found;
  }
}

/** The learner has chosen the plain editor before: what stands in it can be read and set at once. */
export const choosePlain = (page: Page) => page.addInitScript(() => localStorage.setItem('lab:editor', 'plain'));

/** The playground with the plain editor, alive. */
export async function playground(page: Page, path = 'playground/'): Promise<Workbench> {
  await choosePlain(page);
  await open(page, path);
  const bench = new Workbench(page, page.locator('[data-workbench]'), path.startsWith('zh-cn') ? CHINESE : ENGLISH);
  await expect(bench.code).toBeEditable();
  return bench;
}
