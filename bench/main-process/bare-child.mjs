// The least that a process of this executable can do for whoever started it: be there, say so, and go.
process.send?.('here')
process.disconnect?.()
