# What zsh offers after each LINE: complete.zsh SCRIPT LINE... prints a line of words for each. Completion works only where
# somebody types, so that a second zsh gets a terminal of its own and a widget in it notes what is offered.
zmodload zsh/zpty || exit 1

zpty typed 'zsh -f -i +Z'
tell() { zpty -w typed $1; }

tell "PS1=; autoload -Uz compinit; compinit -D -u; source ${(q)1}"
tell 'compadd() {
    local -a found
    if [[ ${*[(r)-[OAD]]} ]]; then
        builtin compadd "$@"
        return
    fi
    builtin compadd -O found "$@"
    (( ! $#found )) || print -rl -- "offer:"$^found
    builtin compadd "$@"
}'
tell 'offers() { compstate[insert]=; compstate[list]=; _main_complete; print -r -- "no more" }'
tell 'zle -C offers complete-word offers; bindkey "^I" offers'
tell 'zle-line-init() { print -r -- "re""ady" }; zle -N zle-line-init; setopt zle'
zpty -r typed answer '*ready*' || exit 1
shift
for line in "$@"; do
    zpty -w -n typed $'\C-u'$line$'\t'
    zpty -r typed answer '*no more*' || exit 1
    offers=()
    for row in ${(f)answer}; do
        [[ $row != *offer:* ]] || offers+=${${row#*offer:}%$'\r'}
    done
    print -r -- ${(u)offers}
done
zpty -d typed
