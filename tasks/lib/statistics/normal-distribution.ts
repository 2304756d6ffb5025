// Hart's rational approximation, from low to high powers.
const numerator = [220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688, 0.0352624965998911]
const denominator = [440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207, 1.75566716318264, 0.0883883476483184]

/** The chance that a standard normal variable is at most `x`, to about 15 digits (Hart's algorithm 5666, as arranged by West). */
export function normalCdf(x: number): number {
  const distance = Math.abs(x)
  const tail = distance > 37 ? 0 : Math.exp(-distance * distance / 2) * (distance < 7.07106781186547
    ? polynomial(numerator, distance) / polynomial(denominator, distance)
    : 1 / (continuedFraction(distance) * 2.506628274631))
  return x > 0 ? 1 - tail : tail
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)
}

function continuedFraction(x: number): number {
  return x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))
}
