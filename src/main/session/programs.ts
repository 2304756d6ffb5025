import path from 'node:path'

/** The built files that child processes run; outside the asar in a package, since Node proper cannot read inside. */
export interface Programs {
  readonly host: string
  readonly sdk: string
  readonly sdkTypes: string
  readonly nodeTypes: string
  readonly hashWorker: string
  readonly databaseWorker: string
  /** The folder of example tasks. */
  readonly tasks: string
}

/** Where the build put them, below the project's folder. */
export function repositoryPrograms(root: string): Programs {
  const out = (...parts: readonly string[]): string => path.join(root, 'out', ...parts)
  return {
    host: out('host', 'main.js'), sdk: out('sdk', 'index.js'), sdkTypes: out('sdk', 'index.d.ts'),
    nodeTypes: path.join(root, 'node_modules', '@types', 'node'), hashWorker: out('policies', 'hash-worker.js'), databaseWorker: out('store', 'database-worker.js'), tasks: path.join(root, 'tasks'),
  }
}

/** Where a package has them: what children run lies beside the archive, the examples in the resources. */
export function packagedPrograms(archive: string, resources: string): Programs {
  const outside = repositoryPrograms(archive.replace(/\.asar$/, '.asar.unpacked'))
  const types = path.join(resources, 'types')
  return { ...outside, tasks: path.join(resources, 'tasks'), sdkTypes: path.join(types, 'simmer.d.ts'), nodeTypes: path.join(types, 'node') }
}
