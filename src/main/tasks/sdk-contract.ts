/** Raised when the same script would give other results than before, so that cached ones are not met again (H3). */
export const sdkContract = 2
