import { ownerVariable, runVariable } from './tokens.ts'

const notInherited = /^(?:ELECTRON_.*|SIMMER_.*|NODE_OPTIONS|NODE_CHANNEL_FD|NODE_CHANNEL_SERIALIZATION_MODE|NODE_UNIQUE_ID|LD_PRELOAD|DYLD_INSERT_LIBRARIES)$/i

/** What a host and all it starts inherit: the user's environment without what is the app's own (G4), with the tokens. */
export function hostEnvironment(tokens: { readonly owner: string; readonly run: string }, more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !notInherited.test(name))
  return { ...Object.fromEntries(inherited), ...more, [ownerVariable]: tokens.owner, [runVariable]: tokens.run }
}
