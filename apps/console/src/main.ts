import './style.css';
import { PiniaColada } from '@pinia/colada';
import ui from '@nuxt/ui/vue-plugin';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { createConsoleRouter } from './router.ts';

const app = createApp(App);
app.use(createPinia());
app.use(PiniaColada, { queryOptions: { staleTime: 5_000, gcTime: 300_000 } });
app.use(createConsoleRouter());
app.use(ui);
app.mount('#app');
