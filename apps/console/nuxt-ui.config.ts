import type { NuxtUIOptions } from '@nuxt/ui/vite';

/** Options of the component library, the same for the build and for component tests. */
export const nuxtUi: NuxtUIOptions = {
  // Components of the library are known by name (UButton); everything else is imported where it is used.
  autoImport: false,
  components: { dts: false, dirs: [] },
  // No icon is fetched at run time: those named anywhere in the source are part of the build.
  icon: {
    clientBundle: {
      scan: { globInclude: ['src/**/*.{vue,ts}'], globExclude: ['**/*.test.ts'] },
      sizeLimitKb: 512,
    },
  },
  ui: {
    colors: { primary: 'iris', neutral: 'slate' },
    button: {
      slots: { base: 'cursor-pointer' },
      defaultVariants: { size: 'md' },
      // The library's own hover is too pale for its text.
      compoundVariants: [
        { color: 'primary', variant: 'solid', class: 'hover:bg-primary/90 active:bg-primary/90' },
        { color: 'error', variant: 'solid', class: 'hover:bg-error/90 active:bg-error/90' },
      ],
    },
    formField: { slots: { label: 'font-medium', help: 'text-sm' } },
  },
};
