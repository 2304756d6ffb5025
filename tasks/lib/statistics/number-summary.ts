/** Count, least, greatest, mean and standard deviation of a stream of numbers, in constant memory (Welford's method). */
export class NumberSummary {
  #count = 0
  #min = Infinity
  #max = -Infinity
  #mean = 0
  #squares = 0

  add(given: number): void {
    // Nobody wants to read -0.
    const value = given + 0
    this.#count += 1
    if (value < this.#min) this.#min = value
    if (value > this.#max) this.#max = value
    const distance = value - this.#mean
    this.#mean += distance / this.#count
    this.#squares += distance * (value - this.#mean)
  }

  get count(): number { return this.#count }
  get min(): number | null { return this.#count === 0 ? null : this.#min }
  get max(): number | null { return this.#count === 0 ? null : this.#max }
  get mean(): number | null { return this.#count === 0 ? null : this.#mean }
  /** Of a sample (divided by count − 1); null below two values. */
  get standardDeviation(): number | null { return this.#count < 2 ? null : Math.sqrt(this.#squares / (this.#count - 1)) }
}
