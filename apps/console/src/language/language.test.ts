// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import LanguageChoice from '../sign-in/LanguageChoice.vue';

/** The console as it is opened in a browser whose reader wants these languages. */
async function opened(wanted: string[]) {
  vi.resetModules();
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(wanted);
  return { ...(await import('./language.ts')), ...(await import('./messages.ts')) };
}

describe('the language of the console', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => vi.restoreAllMocks());

  it.each([
    [['de-AT', 'en'], 'de', 'de-AT'],
    [['fi', 'de-CH', 'en-US'], 'de', 'de-CH'],
    [['en-US', 'de'], 'en', 'en-US'],
    [['fi'], 'en', 'en-GB'],
    [[], 'en', 'en-GB'],
  ])('is the first of %j that there is: %s, written as in %s', async (wanted, first, place) => {
    const { language, locale } = await opened(wanted);
    expect([language.value, locale.value]).toEqual([first, place]);
  });

  it('is the one chosen, also when the console is opened again', async () => {
    const { language } = await opened(['en-GB']);
    language.value = 'de';
    await nextTick();
    const again = await opened(['en-GB']);
    expect([again.language.value, again.locale.value, again.t.signIn.signIn]).toEqual(['de', 'de-DE', 'Anmelden']);
  });

  it('is the browser’s when what was kept is no language of the console', async () => {
    localStorage.setItem('cutline-language', 'tlh');
    expect((await opened(['de'])).language.value).toBe('de');
  });

  it('changes what the page says, and what it says it is in', async () => {
    const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
    const wrapper = mount(LanguageChoice, { global: { plugins: [router], stubs: { Icon: true, UIcon: true } } });
    for (const [tag, name, group] of [
      ['de', 'Deutsch', 'Sprache'],
      ['en', 'English', 'Language'],
    ]) {
      await wrapper.get(`button[lang=${tag}]`).trigger('click');
      expect(wrapper.get('[role=group]').attributes('aria-label')).toBe(group);
      expect(wrapper.findAll('[aria-pressed=true]').map((each) => each.text())).toEqual([name]);
      expect(document.documentElement.lang).toBe(tag);
    }
    wrapper.unmount();
  });
});
