#include "cli/output_format.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "cli/command_line.h"
#include "cli/console.h"

namespace tally::cli {

void add_output_option(CLI::App& app, std::string& form, std::vector<std::string> forms) {
    form = forms.front();
    app.add_option("-o,--output", form, "The form of what is printed; default " + forms.front())
        ->option_text(text::join(forms, "|"));
}

bool is_known_form(const std::string& form, const std::vector<std::string>& forms) {
    if (std::find(forms.begin(), forms.end(), form) != forms.end()) return true;
    print_usage_error("'" + form + "' is not a form of --output", text::join(forms, ", "));
    return false;
}

}  // namespace tally::cli
