// The fixed parts of the completion scripts, which are files of their own, and how the rest is put into them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/reference/page.h"

namespace tally::cli::reference {

std::string_view bash_template();
std::string_view zsh_template();
std::string_view fish_template();

// Each mark becomes its text.
std::string filled(std::string_view script, const std::vector<std::pair<std::string, std::string>>& marks);

// "contract contract-verify", as one types them.
std::string names_of(const std::vector<Page>& programs);

}  // namespace tally::cli::reference
