export interface SliderMark { readonly at: number; readonly label: string; /** Of the way from the least to the greatest value. */ readonly share: number }

/** The marks that lie on a slider, lowest first; what is no number, or lies beside it, is left out. */
export function sliderMarks(given: unknown, { min, max }: { readonly min: number; readonly max: number }): readonly SliderMark[] {
  if (typeof given !== 'object' || given === null || max <= min) return []
  return Object.entries(given).flatMap(([key, label]): SliderMark[] => {
    const at = Number(key)
    const share = (at - min) / (max - min)
    return key.trim() !== '' && share >= 0 && share <= 1 ? [{ at, label: String(label), share }] : []
  }).sort((one, other) => one.at - other.at)
}
