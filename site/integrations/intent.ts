import type { AstroIntegration } from 'astro';

/** Makes `client:intent` known; what it does is in `site/stage/intent.ts`. */
export const intent = (): AstroIntegration => ({
  name: 'intent',
  hooks: {
    'astro:config:setup': ({ addClientDirective }) => {
      addClientDirective({ name: 'intent', entrypoint: './site/stage/intent.ts' });
    },
  },
});
