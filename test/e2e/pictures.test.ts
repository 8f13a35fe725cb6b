import { giveRoom, openPage, rowSays } from './support/atlasWindow';
import { dashboardFrame } from './support/dashboardFrame';
import { busyProject, copyOfFixture } from './support/projects';
import { openWorkbench, type Theme, type Workbench } from './support/workbench';

/** `npm run pictures` takes these into media/readme. */
const PICTURES: readonly (readonly [string, Theme])[] = [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
];

describe('the pictures of the README', () => {
  let workbench: Workbench;

  afterEach(async () => {
    await workbench.dispose();
  });

  it('show the dashboard', async () => {
    workbench = await openWorkbench({
      workspace: busyProject(),
      settings: { 'atlas.notifications': 'off' },
    });
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    await workbench.page.setViewportSize({ width: 1280, height: 1160 });
    await workbench.command('Atlas: Open Dashboard');
    const frame = await dashboardFrame(workbench, 'tab');
    await frame.locator('.throughput .chart svg').waitFor();
    await workbench.screenshot('readme-dashboard');
  });

  for (const [name, theme] of PICTURES) {
    it(`show the example in ${name} colours`, async () => {
      const workspace = copyOfFixture('../../examples/storefront');
      workbench = await openWorkbench({
        workspace,
        theme,
        settings: { 'atlas.notifications': 'off' },
      });
      await workbench.openView('Objectives');
      await giveRoom(workbench);
      await rowSays(workbench, 'Decisions & Insights', /Do we switch before/);
      await openPage(workbench, 'Objectives', 'Welcome back', 'Still waiting from before');
      await workbench.openView('Objectives');
      await widenSideBar(workbench, 160);
      await workbench.screenshot(`readme-overview-${name}`);
    });
  }
});

/** As a person would, at its edge. */
async function widenSideBar({ page }: Workbench, by: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  const edge = (box?.x ?? 0) + (box?.width ?? 0);
  await page.mouse.move(edge, 500);
  await page.mouse.down();
  await page.mouse.move(edge + by, 500, { steps: 8 });
  await page.mouse.up();
  await page.mouse.move(1_000, 840);
  // Until the edge has lost its colour.
  await page.waitForTimeout(800);
}
