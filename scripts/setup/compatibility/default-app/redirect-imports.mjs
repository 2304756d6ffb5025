/** @type {Record<string, string>} */
let redirects = {}

/** @param {Record<string, string>} given specifier → URL */
export function initialize(given) {
  redirects = given
}

/**
 * @param {string} specifier
 * @param {import('node:module').ResolveHookContext} context
 * @param {Parameters<import('node:module').ResolveHook>[2]} nextResolve
 */
export function resolve(specifier, context, nextResolve) {
  const url = redirects[specifier]
  return url === undefined ? nextResolve(specifier, context) : { url, format: 'commonjs', shortCircuit: true }
}
