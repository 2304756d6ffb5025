const grouped = ['name', 'output', 'inputs', 'state', 'running', 'preventInitialCall', 'onError', 'run'] as const
const job = [
  'cacheBy', 'cacheArgsToSkip', 'expire', 'codeInKey', 'interval', 'timeout', 'memoryLimit', 'cancelGrace', 'retries', 'runtime',
  'priority', 'niceness', 'concurrency', 'resources', 'onInterrupted', 'keepFiles', 'manager',
] as const

/** The options that each maker of definitions knows; others are refused (A8). */
export const optionNames = {
  callback: grouped,
  longCallback: [...grouped, ...job, 'cancel', 'progress', 'progressDefault', 'whenRunning'],
  formTask: ['title', 'description', 'params', 'run', 'validate', 'resultLayout', 'onError', ...job],
  pageTask: ['title', 'description', 'layout', 'callbacks', 'suppressCallbackExceptions', 'cacheBy', 'expire', 'manager', 'concurrency', 'onError'],
  config: ['cacheBy', 'expire', 'manager', 'concurrency', 'onError', 'resources'],
} as const satisfies Record<string, readonly string[]>
