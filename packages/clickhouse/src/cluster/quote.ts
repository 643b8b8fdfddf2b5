/** A name in SQL, such as a database's. */
export function quoteName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

/** A text in SQL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** What has a statement run on every server of a cluster. */
export function onClusterClause(cluster: string): string {
  return `ON CLUSTER ${quoteText(cluster)}`;
}
