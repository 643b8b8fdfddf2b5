import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import vue from 'eslint-plugin-vue';
import vueAccessibility from 'eslint-plugin-vuejs-accessibility';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

/** What a folder may not import, by package name and by path: the directions that docs/architecture.md draws. */
const forbidden = (files, regex, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
});

/** Attributes that people read, and signs that are the same in every language. */
const bareStrings = {
  attributes: {
    '/.+/': [
      'title',
      'aria-label',
      'aria-valuetext',
      'placeholder',
      'alt',
      'label',
      'description',
      'hint',
      'help',
      'text',
      'confirm',
    ],
  },
  allowlist: [
    '(',
    ')',
    ',',
    '.',
    '&',
    '+',
    '-',
    '=',
    '*',
    '/',
    '#',
    '%',
    '!',
    '?',
    ':',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '·',
    '•',
    '–',
    '−',
    '—',
    '|',
    '…',
    '→',
    '×',
    'Cutline',
    '“',
    '”',
    '$',
    '€',
    'Σ',
    'ƒ',
  ],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/*.generated.ts',
      '**/.turbo/**',
      '**/auto-imports.d.ts',
      '**/components.d.ts',
      '.cutline/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    plugins: { 'import-x': importX },
    rules: {
      'max-lines': ['error', { max: 500 }],
      'no-undef': 'off',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'import-x/no-relative-packages': 'error',
      'import-x/no-self-import': 'error',
    },
  },
  // Nest injects by the class it finds in a constructor's types, so those imports must stay values.
  { files: ['apps/api/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  // A later entry replaces an earlier one for the same file, so the general one stands first.
  forbidden(['packages/*/src/**'], '^@cutline/(api|console|worker)', 'Packages never import apps.'),
  forbidden(
    ['packages/segment-definition/src/**'],
    '^(node:|@cutline/|@clickhouse/|pg$|drizzle-orm)',
    'The language runs in browser, API and worker: no I/O, no Node, no other package.',
  ),
  forbidden(
    ['packages/segment-sql/src/!(*.test).ts'],
    '^(node:|@clickhouse/|@cutline/(?!segment-definition$|clickhouse/tables$))',
    'The compiler is pure: of ClickHouse it knows the tables’ names only.',
  ),
  forbidden(
    ['packages/api-client/src/!(*.test).ts'],
    '^(node:|@cutline/)',
    'The API client runs in browser and Node, and knows the OpenAPI description only.',
  ),
  forbidden(
    ['packages/tracking-sdk/src/!(*.test).ts'],
    '^[^.]',
    'The tracking code runs on pages of others: it has no dependency.',
  ),
  forbidden(
    ['packages/cli/src/!(*.test).ts', 'packages/cli/src/*/!(*.test).ts'],
    '^@cutline/(?!(segment-definition|api-client)$)',
    'The command line knows the definition language and the API client only.',
  ),
  forbidden(
    ['apps/worker/src/**/*.workflow.ts', 'apps/worker/src/workflows.ts'],
    '^(node:|@cutline/(clickhouse|postgres)|@clickhouse/|pg$|drizzle-orm)',
    'Workflows are deterministic: they reach the world through activities, of which they import types only.',
  ),
  forbidden(
    ['apps/console/src/**'],
    '^(node:|@cutline/(?!(segment-definition|api-client|tracking-sdk/snippet)$))',
    'The console knows the definition language, the API client and the snippet of the tracking code only.',
  ),
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['apps/console/**/*.vue'] })),
  ...vueAccessibility.configs['flat/recommended'].map((config) => ({ ...config, files: ['apps/console/**/*.vue'] })),
  {
    files: ['apps/console/**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      // Every text is a message of the catalogue, so that it can be said in every language.
      'vue/no-bare-strings-in-template': ['error', bareStrings],
      'vue/multi-word-component-names': 'off',
      // Prettier lays templates out.
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-closing-bracket-spacing': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/require-default-prop': 'off',
      'vuejs-accessibility/label-has-for': 'off',
    },
  },
);
