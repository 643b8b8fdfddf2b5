/** Modules beside the kinds' folders are for definitions to import. */
export const lastYear = { type: 'last', count: 365, unit: 'day' } as const;
