export interface Layer { readonly room: string; readonly from: readonly string[]; readonly packages: readonly string[]; readonly node: true | readonly string[] }
export function layerOf(file: string): Layer | undefined
export function layerProblem(file: string, specifier: string): string | null
