import { ownerVariable } from './tokens.ts'

/**
 * The program of the reaper, for any POSIX shell. It is told `+ <group> <start time>` and `- <group>`, and does nothing until its input ends, which
 * is when main is gone, however it went. Then it kills each group that is still the one it was told of, and, where there
 * is a `/proc`, everything that has the owner's token in its environment, until nothing has. `kill -s KILL --`: dash
 * does nothing, without a word, for `kill -KILL -- -<group>`.
 */
export const reaperScript = `
trap '' HUP INT TERM
groups=' '
while read -r what group start; do
  case $what in
    +) groups="$groups$group:$start " ;;
    -) case $groups in *" $group:"*) groups="\${groups%% $group:*} \${groups#* $group:* }" ;; esac ;;
  esac
done
for entry in $groups; do
  group=\${entry%%:*}
  start=\${entry#*:}
  if [ -r "/proc/$group/stat" ] && read -r stat < "/proc/$group/stat"; then
    set -- \${stat##*) }
    shift 19
    [ "$1" = "$start" ] || continue
  fi
  kill -s KILL -- "-$group" 2> /dev/null
done
[ -r /proc/self/environ ] || exit 0
round=0
while [ "$round" -lt 100 ]; do
  found=$(grep -lsaF -e "${ownerVariable}=$SIMMER_REAPED" /proc/[0-9]*/environ 2> /dev/null)
  [ -n "$found" ] || exit 0
  for file in $found; do
    pid=\${file#/proc/}
    kill -s KILL "\${pid%/environ}" 2> /dev/null
  done
  round=$((round + 1))
  sleep 0.02
done
`
