/** The environment variable that a run in a terminal takes a secret param from: `apiToken` is `SIMMER_SECRET_API_TOKEN`. */
export function secretVariable(param: string): string {
  return `SIMMER_SECRET_${param.replace(/(?<=[\p{Ll}\d])(?=\p{Lu})/gu, '_').replace(/[^\p{L}\p{N}]+/gu, '_').toUpperCase()}`
}
