#include "cli/contract_output.h"

#include <cctype>

#include "base/files.h"
#include "cli/console.h"
#include "format/write_contract.h"

namespace tally::cli {

ExitCode put_out(const model::Contract& contract, const std::string& source, const std::string& file) {
    const auto text = format::write_contract(contract);
    if (!text) {
        Error error = text.error();
        error.where = source;
        print_error(error);
        return ExitCode::no;
    }
    if (file.empty()) {
        print(*text + "\n");
        return ExitCode::yes;
    }
    if (const auto written = files::write_atomically(file, *text); !written) {
        print_error(written.error());
        return ExitCode::could_not_find_out;
    }
    return ExitCode::yes;
}

bool read_version(const std::string& text, model::SpecVersion& version) {
    for (const char c : text) {
        if (c != '.' && std::isdigit(static_cast<unsigned char>(c)) == 0) return false;
    }
    const auto parsed = model::parse_spec_version(text);
    if (parsed) version = *parsed;
    return parsed.has_value();
}

}  // namespace tally::cli
