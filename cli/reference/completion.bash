# Completion for bash of @PROGRAMS@.
# In a profile: source <(contract completion bash)

# What can follow a command; a command that is another program becomes that one.
_contract_table() {
    flags= valued= commands= arguments=
    case $path in
@TABLE@
    esac
}

# What the value of an option can be.
_contract_value() {
    kind= choices=
    case "$path $1" in
@VALUES@
    esac
}

_contract_fill() {
    case $1 in
        choice) mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current") ;;
        file) compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
        folder) compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
        command) mapfile -t COMPREPLY < <(compgen -A command -A file -- "$current") ;;
    esac
}

_contract() {
    local path=${COMP_WORDS[0]##*/} current=${COMP_WORDS[COMP_CWORD]}
    local flags valued commands arguments kind choices word waiting= only_arguments= before= i
    COMPREPLY=()
    _contract_table
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == = ]]; then
            continue # bash has cut --option=value into three
        elif [[ $word == -- ]]; then
            only_arguments=yes
            waiting=
            break
        elif [[ $word == -* ]]; then
            waiting=
            [[ " $valued " != *" $word "* ]] || waiting=$word
        elif [[ $waiting ]]; then
            waiting=
        elif [[ " $commands " == *" $word "* ]]; then
            path+=" $word"
            _contract_table
        fi
    done
    if [[ $current == = && $waiting ]]; then
        current=
    elif [[ $current == -* && ! $only_arguments ]]; then
        waiting=
    fi
    if [[ $current == --*=* && ! $only_arguments ]]; then
        waiting=${current%%=*} before=${current%%=*}=
        current=${current#*=}
    fi
    if [[ $waiting ]]; then
        _contract_value "$waiting"
        _contract_fill "$kind"
        COMPREPLY=("${COMPREPLY[@]/#/$before}")
    elif [[ $current == -* && ! $only_arguments ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$flags $valued" -- "$current")
    elif [[ $commands ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
    else
        _contract_value arguments
        _contract_fill "${kind:-$arguments}"
    fi
}

complete -F _contract @PROGRAMS@
