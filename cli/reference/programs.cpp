#include "cli/reference/programs.h"

#include <CLI/CLI.hpp>

#include "broker/options.h"
#include "cli/contract_program.h"
#include "cli/mock_program.h"
#include "cli/stub_options.h"
#include "cli/verify_options.h"

namespace tally::cli::reference {

std::vector<Page> all_programs() {
    std::vector<Page> pages;
    for (const auto show : {show_contract_options, show_verify_options, tally::show_options,
                            show_mock_options, show_stub_options}) {
        show([&pages](const CLI::App& options) { pages.push_back(describe(options)); });
    }
    return pages;
}

}  // namespace tally::cli::reference
