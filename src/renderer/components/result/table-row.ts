/** A row of a table: cells by column id. */
export type TableRow = Readonly<Record<string, unknown>>
export interface TableColumn { readonly id: string; readonly label: string }
