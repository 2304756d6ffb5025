/** What is wrong with the days picked, each as `YYYY-MM-DD`, and what to do about it; '' where nothing is. */
export function dayProblem(days: readonly string[], { min, max }: { readonly min: string | undefined; readonly max: string | undefined }): string {
  const [first, last] = days
  if (first !== undefined && last !== undefined && first > last) return 'The first day must not be after the last.'
  const isOut = days.some((day) => (min !== undefined && day < min) || (max !== undefined && day > max))
  if (!isOut) return ''
  if (min !== undefined && max !== undefined) return `Choose from ${min} to ${max}.`
  return min === undefined ? `Choose ${max ?? ''} or a day before it.` : `Choose ${min} or a day after it.`
}
