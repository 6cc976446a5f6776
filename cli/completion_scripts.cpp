#include "cli/completion_scripts.h"

extern "C" {
extern const char tally_asset_bash_completion_begin[];
extern const char tally_asset_bash_completion_end[];
extern const char tally_asset_zsh_completion_begin[];
extern const char tally_asset_zsh_completion_end[];
extern const char tally_asset_fish_completion_begin[];
extern const char tally_asset_fish_completion_end[];
}

namespace tally::cli {

namespace {

std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

CompletionScripts completion_scripts() {
    return {between(tally_asset_bash_completion_begin, tally_asset_bash_completion_end),
            between(tally_asset_zsh_completion_begin, tally_asset_zsh_completion_end),
            between(tally_asset_fish_completion_begin, tally_asset_fish_completion_end)};
}

}  // namespace tally::cli
