# Completion for fish of @PROGRAMS@.
# In config.fish: contract completion fish | source

# Commands, and options that take a value, each behind the command it belongs to.
set -g __contract_commands @COMMANDS@
set -g __contract_valued @VALUED@

# Whether this is the command whose words are being typed.
function __contract_at
    set -l words (commandline -opc)
    set -l path (string replace -r '.*/' '' -- $words[1])
    set -l waiting no
    for word in $words[2..]
        if test "$word" = --
            break
        else if string match -q -- '-*' $word
            set waiting no
            contains -- "$path $word" $__contract_valued; and set waiting yes
        else if test $waiting = yes
            set waiting no
        else if contains -- "$path $word" $__contract_commands
            set path "$path $word"
            switch $path
@STAND_INS@
            end
        end
    end
    test "$path" = "$argv[1]"
end

for program in @PROGRAMS@
    complete -c $program -e
    complete -c $program -f
end
@LINES@
