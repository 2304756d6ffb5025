/**
 * Thrown in a callback, ends it well and changes nothing on the page.
 * @example if (text === '') throw new PreventUpdate()
 */
export class PreventUpdate extends Error {
  override readonly name = 'PreventUpdate'
  constructor() { super('The callback asked for no update') }
}

/** True for a {@link PreventUpdate}, also one of another copy of this library. */
export function isPreventUpdate(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'PreventUpdate'
}
