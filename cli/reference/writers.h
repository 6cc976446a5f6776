// Pages written down: for a browser, for man, for the completion of three shells.
#pragma once

#include <string>
#include <vector>

#include "cli/reference/page.h"

namespace tally::cli::reference {

// All programs with their commands: a list with links, then a section each.
std::string markdown(const std::vector<Page>& programs);

// In section 1; `related` are the pages it refers to, "contract-publish" each.
std::string man_page(const Page& page, const std::string& version, const std::vector<std::string>& related);

// One script each, for all the programs together.
std::string bash_completion(const std::vector<Page>& programs);
std::string zsh_completion(const std::vector<Page>& programs);
std::string fish_completion(const std::vector<Page>& programs);

}  // namespace tally::cli::reference
