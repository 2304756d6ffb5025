/** A number with its unit, as a script returns it: `{ value: 12.5, unit: 'ms' }`. */
export interface Quantity { readonly value: number | bigint; readonly unit: string }

/** Tells a number with a unit from any other object: it has these two keys and no other. */
export function isQuantity(candidate: unknown): candidate is Quantity {
  return typeof candidate === 'object' && candidate !== null && 'value' in candidate && 'unit' in candidate && Object.keys(candidate).length === 2
    && (typeof candidate.value === 'number' || typeof candidate.value === 'bigint') && typeof candidate.unit === 'string'
}
