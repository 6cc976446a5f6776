#include "cli/reference/shell_template.h"

#include "base/text.h"

extern "C" {
extern const char tally_asset_bash_template_begin[];
extern const char tally_asset_bash_template_end[];
extern const char tally_asset_zsh_template_begin[];
extern const char tally_asset_zsh_template_end[];
extern const char tally_asset_fish_template_begin[];
extern const char tally_asset_fish_template_end[];
}

namespace tally::cli::reference {

namespace {

std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::string_view bash_template() {
    return between(tally_asset_bash_template_begin, tally_asset_bash_template_end);
}

std::string_view zsh_template() {
    return between(tally_asset_zsh_template_begin, tally_asset_zsh_template_end);
}

std::string_view fish_template() {
    return between(tally_asset_fish_template_begin, tally_asset_fish_template_end);
}

std::string filled(std::string_view script, const std::vector<std::pair<std::string, std::string>>& marks) {
    std::string text(script);
    for (const auto& [mark, content] : marks) text = text::replace_all(std::move(text), mark, content);
    return text;
}

std::string names_of(const std::vector<Page>& programs) {
    std::string names;
    for (const auto& program : programs) names += (names.empty() ? "" : " ") + program.name;
    return names;
}

}  // namespace tally::cli::reference
