/**
 * In a part of an id: every component that has the other parts; the value is a list in layout order.
 * @example Input({ type: 'row', index: ALL }, 'value')
 */
export const ALL = { wildcard: 'ALL' } as const

/**
 * In a part of an id: one instance of the callback for each value found.
 * @example Output({ type: 'total', index: MATCH }, 'children')
 */
export const MATCH = { wildcard: 'MATCH' } as const

/**
 * In a part of an id, beside MATCH in the outputs: the components whose part sorts below the matched one.
 * @example State({ type: 'row', index: ALLSMALLER }, 'value')
 */
export const ALLSMALLER = { wildcard: 'ALLSMALLER' } as const
