# What fish offers: complete.fish SCRIPT LINE completes the line and prints an offer a line.
source $argv[1]
complete -C $argv[2] | string replace -r '\t.*' ''
