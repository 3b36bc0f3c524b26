/** The application's menu, which the system draws and nobody can click here. */
import type { ElectronApplication } from '@playwright/test';

interface MenuPart {
  readonly items: readonly MenuEntry[];
}

interface MenuEntry {
  readonly label: string;
  readonly type: string;
  readonly submenu?: MenuPart | undefined;
}

/** Of all items, those of menus within menus too. */
export function menuLabels(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(({ Menu }) => {
    const labels = (menu: MenuPart | null | undefined): readonly string[] =>
      (menu?.items ?? [])
        .filter(({ type }) => type !== 'separator')
        .flatMap(({ label, submenu }) => [label, ...labels(submenu)]);
    return labels(Menu.getApplicationMenu());
  });
}

/** Chooses the first item of this label, and answers the key that it shows. */
export function chooseInMenu(app: ElectronApplication, label: string): Promise<string | null> {
  return app.evaluate(({ Menu }, wanted) => {
    const menus = [Menu.getApplicationMenu()];
    for (let menu = menus.pop(); menu !== undefined; menu = menus.pop()) {
      for (const item of menu?.items ?? []) {
        if (item.label === wanted) {
          (item.click as () => void)();
          return item.accelerator ?? null;
        }
        if (item.submenu !== undefined) menus.push(item.submenu);
      }
    }
    throw new Error(`The menu has no ${wanted}.`);
  }, label);
}
