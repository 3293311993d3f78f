import type { Locator, Page } from '@playwright/test';

const menu = (page: Page): Locator => page.locator('.tool-menu select');

/** Chooses a program or a scenario in the page's menu. */
export const choose = async (page: Page, title: string): Promise<void> => {
  await menu(page).selectOption({ label: title });
};

/** Titles of all that the page's menu offers. */
export const titlesOf = (page: Page): Promise<string[]> => menu(page).locator('optgroup option').allTextContents();

/** Opens a menu of the bar, if it is not open, and gives the button in it. */
export async function inMenu(page: Page, name: string, button: string): Promise<Locator> {
  const panel = page.locator(`.menu-panel[aria-label="${name}"]`);
  if (!(await panel.isVisible())) await page.getByRole('button', { name, exact: true }).click();
  return panel.getByRole('button', { name: button, exact: true });
}
