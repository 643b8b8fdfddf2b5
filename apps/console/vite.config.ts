import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { nuxtUi } from './nuxt-ui.config.ts';

const api = process.env['CUTLINE_API'] ?? 'http://localhost:4100';

export default defineConfig({
  plugins: [vue(), ui(nuxtUi)],
  server: {
    port: 4101,
    // The API takes state-changing requests from its own origin only.
    proxy: Object.fromEntries(
      ['/api', '/health', '/openapi.json'].map((path) => [path, { target: api, headers: { origin: api } }]),
    ),
  },
  build: { target: 'es2023', chunkSizeWarningLimit: 900 },
});
