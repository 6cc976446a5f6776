#include "base/process_start.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>

extern char** environ;

namespace tally::process {

std::vector<std::string> environment_with(const std::vector<Variable>& variables) {
    std::vector<std::string> lines;
    for (char** line = environ; *line != nullptr; ++line) {
        const std::string_view text = *line;
        const bool replaced = std::any_of(variables.begin(), variables.end(), [&](const Variable& variable) {
            return text.substr(0, text.find('=')) == variable.name;
        });
        if (!replaced) lines.emplace_back(text);
    }
    for (const Variable& variable : variables) lines.push_back(variable.name + '=' + variable.value);
    return lines;
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (const auto& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
    pointers.push_back(nullptr);
    return pointers;
}

int exit_code_of(int status) {
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace tally::process
