/** A column that holds sealed secrets, and what each is bound to. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The context of a row's secret: see `seal`. */
  contextOf(id: string): string;
}

/** Every column of PostgreSQL that holds something sealed. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'write_key', column: 'sealed', contextOf: (id) => `write-key:${id}` },
  { table: 'import_location', column: 'sealed_secret', contextOf: (id) => `import-location:${id}` },
];
