/** Why a form cannot run, in words; `param` is the field that it is about. */
export interface RunReason { readonly param: string | null; readonly text: string }
