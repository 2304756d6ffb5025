// This room is checked without the types of Node and browsers; both have this one, and merge with it.
interface AbortSignal { readonly aborted: boolean }
