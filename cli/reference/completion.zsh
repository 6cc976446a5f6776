#compdef @PROGRAMS@
# Completion for zsh of @PROGRAMS@.
# In a profile, after compinit: source <(contract completion zsh)

@FUNCTIONS@
_contract() {
    _contract_of_${service:-contract}
}

if [[ $funcstack[1] == _contract ]]; then
    _contract "$@"
else
    compdef _contract @PROGRAMS@
fi
