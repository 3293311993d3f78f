import type { AstroIntegration } from 'astro';
import { packaged } from '../ui/packaged.ts';

/** The page that a learning platform launches, where the site is built for one. */
export const scorm = (): AstroIntegration => ({
  name: 'scorm',
  hooks: {
    'astro:config:setup': ({ injectRoute }) => {
      if (packaged) injectRoute({ pattern: '/scorm', entrypoint: './site/scorm/Launch.astro', prerender: true });
    },
  },
});
