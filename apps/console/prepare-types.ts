import { resolveConfig } from 'vite';

/** The component library writes the types of its theme (node_modules/.nuxt-ui) when Vite reads its configuration; type checks need them. */
await resolveConfig({}, 'build');
