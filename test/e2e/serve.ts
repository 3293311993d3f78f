import { serve } from '../../site/server/serve.mjs';
import { packageBuild } from '../../site/pack/scorm.mjs';
import { announce } from './urls.ts';

/** Playwright's global setup: serves what the build part built, and stops at the end. */
export default async function serveBuiltSite(): Promise<() => Promise<void>> {
  // One after the other: each first compresses its folder, and two of them share one.
  const servers = {
    main: await serve({ port: 0 }),
    bare: await serve({ port: 0, isolated: false }),
    // Its tests are about addresses: what compressing takes is saved.
    folder: await serve({ port: 0, compress: false, dir: packageBuild.OUT_DIR, base: packageBuild.BASE_PATH }),
  };
  announce('main', servers.main.url);
  announce('bare', servers.bare.url);
  announce('folder', servers.folder.url);
  return async () => {
    await Promise.all(Object.values(servers).map((server) => server.close()));
  };
}
