import { builtinModules } from 'node:module'
import path from 'node:path'
import { layers } from '../../layers.config.js'

const sourceFolder = path.resolve(import.meta.dirname, '../../src')

/** The row of the table that a file under src belongs to, the most particular first. */
export function layerOf(file) {
  const inside = path.relative(sourceFolder, file).split(path.sep).join('/')
  return layers.filter(({ room }) => isIn(inside, room)).sort((a, b) => b.room.length - a.room.length)[0]
}

/** Why `file` may not import `specifier`, in words; null where it may. */
export function layerProblem(file, specifier) {
  const layer = layerOf(file)
  if (layer === undefined) return `${path.relative(sourceFolder, file)} lies in no room of layers.config.js`
  if (specifier.startsWith('.')) {
    const target = path.relative(sourceFolder, path.resolve(path.dirname(file), specifier)).split(path.sep).join('/')
    return isIn(target, layer.room) || layer.from.some((room) => isIn(target, room)) ? null
      : `src/${layer.room} may not import src/${target}: only ${['itself', ...layer.from].join(', ')}`
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    return layer.node === true || layer.node.includes(specifier) ? null : `src/${layer.room} may not import ${specifier} of Node`
  }
  if (specifier.startsWith('virtual:')) return layer.room === 'renderer' ? null : `src/${layer.room} may not import ${specifier}`
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
  return layer.packages.includes(name) ? null : `src/${layer.room} may not import the package ${name}: only ${layer.packages.join(', ') || 'none'}`
}

function isIn(inside, room) {
  return room.endsWith('.ts') ? inside === room : inside === room || inside.startsWith(`${room}/`)
}
